"""The phone at /phone: WeChat's chats, browser and mini-program for whoever you want to be, on this machine only."""

from pathlib import Path

from apiflask import APIFlask

from webapp.sandbox.context import SandboxContext
from webapp.sandbox.phone import browser, chat_list, javascript, mini_program, page

SCHEMA = (Path(__file__).parent / "schema.sql").read_text("utf-8")


def register_phone(app: APIFlask) -> None:
    context: SandboxContext = app.extensions["wechat"]
    with context.store.reading() as db:
        db.executescript(SCHEMA)
    app.before_request(browser.answer_inside_wechat)
    for blueprint in (page.blueprint, chat_list.blueprint, mini_program.blueprint, javascript.blueprint):
        app.register_blueprint(blueprint)
