"""What follows from each fact, in order: read it from top to bottom. `flask consequences` prints it.

`within` is done in the transaction of the fact, `later` by a job enqueued in it. Rows take their locks in one order, as
the flows do: the order, goods, purses, texts and questions, whom a share was meant for, consents, pairs by person.
"""

from webapp.kernel.facts import Table, after, later, within
from webapp.money import commission
from webapp.people.consent import ConsentGiven, ConsentWithdrawn
from webapp.people.identity import PeopleMerged, ShopOpened
from webapp.people.moderation import TextPublished, TextSubmitted
from webapp.people.privacy import ErasureRequested
from webapp.referral import visits
from webapp.referral.visits import VisitorLinked
from webapp.social import materials, questions, relationships, reviews
from webapp.trade import refunds
from webapp.trade.orders import OrderReceived, OrderSettled, OrderShipped
from webapp.trade.payments import OrderPaid, UnwantedPaymentReceived
from webapp.trade.refunds import OrderRefunded, RefundRequested

CONSEQUENCES = Table(
    # People
    after(
        PeopleMerged,
        within(visits.link_visitor_of_absorbed, "what either looked at counts for who brought them"),
    ),
    after(
        VisitorLinked,
        within(relationships.record_openings_of_visitor, "what they opened as strangers is known to be theirs now"),
    ),
    after(
        ShopOpened,
        within(relationships.record_referral, "opening a shop by invitation is trust shown to who invited"),
    ),
    after(
        ConsentGiven,
        within(relationships.record_blocks_again, "whom they blocked while nothing was remembered is still blocked"),
    ),
    after(
        ConsentWithdrawn,
        later(
            "delete_purpose_data",
            lambda fact: {"person_id": fact.person_id, "purpose": fact.purpose},
            "a no also ends what was collected before",
            lock=lambda fact: f"purpose:{fact.person_id}",
        ),
    ),
    after(
        ErasureRequested,
        later(
            "erase_person",
            lambda fact: {"request_id": fact.request_id},
            "erased as soon as nothing is under way",
            lock=lambda fact: f"erasure:{fact.request_id}",
        ),
    ),
    # Words others read
    after(
        TextSubmitted,
        later(
            "check_text",
            lambda fact: {"text_id": fact.text_id},
            "WeChat is asked outside the transaction; until then nobody else reads it",
            lock=lambda fact: f"text:{fact.text_id}",
        ),
    ),
    after(
        TextPublished,
        within(materials.show_published_material, "a material offered to others is theirs to read"),
        within(questions.show_published_question, "the shop sees what it was asked"),
        within(questions.show_published_answer, "who asked can read it"),
        within(reviews.record_published_review, "a review with words counts once others can read it"),
    ),
    # Orders
    after(
        OrderPaid,
        within(commission.accrue_rewards, "rewards are promised with the money that pays for them"),
    ),
    after(
        UnwantedPaymentReceived,
        within(refunds.return_unwanted_payment, "nobody has to ask for money we do not want"),
    ),
    after(
        OrderShipped,
        within(relationships.record_late_delivery, "goods that leave too late cost trust"),
    ),
    after(
        OrderReceived,
        within(commission.schedule_settlement, "the seller sees when the reward becomes payable"),
    ),
    after(
        OrderSettled,
        within(commission.settle_rewards, "only what was not given back is paid for; purses before pairs"),
        within(reviews.record_final_sale, "the buyer is satisfied, and who forwarded it has brought somebody"),
    ),
    after(
        RefundRequested,
        later(
            "start_refund",
            lambda fact: {"out_refund_no": fact.out_refund_no},
            "WeChat is asked outside the transaction, again until it answers",
            lock=lambda fact: f"refund:{fact.out_refund_no}",
        ),
    ),
    after(
        OrderRefunded,
        within(commission.claw_back_rewards, "what is given back earns nothing; purses before pairs"),
        within(relationships.record_returned_purchase, "a purchase given back satisfied nobody"),
    ),
)
