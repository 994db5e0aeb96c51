"""`python -m webapp.sandbox init FOLDER`, then `python -m webapp.sandbox serve FOLDER`."""

import argparse
import os
import sys
from pathlib import Path

from webapp.sandbox import guard
from webapp.sandbox.context import open_context
from webapp.sandbox.provisioning import SandboxFolder, StartRefused, load_accounts, lock_folder, provision
from webapp.sandbox.server import Server, listen

DEFAULT_PORT = 5001
DEFAULT_SHOP = "http://127.0.0.1:5000"
# The shop's development secret, to move its clock along; every user of the machine can read a program's arguments.
SHOP_CLOCK_SECRET = "SHOP_CLOCK_SECRET"  # noqa: S105  its name, not a secret


def main(arguments: list[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    try:
        guard.refuse_production(os.environ, source="the environment")
        guard.refuse_outside(bind=getattr(asked, "bind", "127.0.0.1"), shop_origin=asked.shop_origin or DEFAULT_SHOP)
        if asked.command == "init":
            _init(asked)
        else:
            _serve(asked)
    except StartRefused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    return 0


def _init(asked: argparse.Namespace) -> None:
    folder = SandboxFolder(asked.folder)
    guard.refuse_production_shop(folder)
    provision(folder, origin=_origin(asked.port), shop_origin=asked.shop_origin or DEFAULT_SHOP)
    sys.stdout.write(f"The sandbox lies in {folder.root}; the shop's settings are in {folder.shop_env}.\n")


def _serve(asked: argparse.Namespace) -> None:
    folder = SandboxFolder(asked.folder)
    guard.refuse_production_shop(folder)
    known = load_accounts(folder)
    alone = lock_folder(folder)
    listening = listen(asked.bind, asked.port)
    origin = _origin(listening.getsockname()[1])
    provision(folder, origin=origin, shop_origin=asked.shop_origin or known.shop_origin)
    context = open_context(folder, shop_clock_secret=os.environ.get(SHOP_CLOCK_SECRET) or None)
    server = Server(context, listening)
    server.answer_signals()
    sys.stdout.write(f"WeChat sandbox on {origin} for the shop at {context.accounts.shop_origin}\n")
    sys.stdout.flush()
    server.run()
    alone.close()


def _origin(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m webapp.sandbox", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    init = commands.add_parser("init", help="make keys, accounts and the shop's settings; keeps what is there")
    serve = commands.add_parser(
        "serve",
        help="serve the wire, the control API and the phone",
        epilog=f"{SHOP_CLOCK_SECRET} in the environment, the shop's development secret, lets it move the shop's clock.",
    )
    for command in (init, serve):
        command.add_argument("folder", type=Path)
        command.add_argument("--shop-origin")
        command.add_argument("--port", type=int, default=DEFAULT_PORT)
    serve.add_argument("--bind", default="127.0.0.1")
    return parser


if __name__ == "__main__":
    sys.exit(main())
