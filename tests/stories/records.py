"""What the town has on record about a payment or an order."""

from tests.stories.town import Town


def refunds(town: Town, number: str) -> list[tuple[str, int]]:
    """WeChat's refunds of a payment."""
    listed = town.sandbox.ask("GET", "/control/refunds").json()["refunds"]
    return [(each["status"], each["amount"]) for each in listed if each["out_trade_no"] == number]


def statuses(town: Town, number: str) -> list[tuple[str, int | None]]:
    """What WeChat sent about this number, and what the shop answered each time."""
    return [(each["kind"], each["status"]) for told in town.sandbox.notifications(number) for each in told["attempts"]]


def net_of(town: Town, order_no: str) -> set[int]:
    """What remains on each account of everything ever booked for an order."""
    return {
        int(fen)
        for (fen,) in town.rows(
            """SELECT sum(amount_fen) FROM entry JOIN ledger_transaction AS t ON t.id = transaction_id
               WHERE t.reference = %s GROUP BY account_id""",
            f"order:{order_no}",
        )
    }
