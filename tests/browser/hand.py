"""What a thumb does on the sandbox's phone, in the words of the story."""

import re
from dataclasses import dataclass

from playwright.sync_api import FrameLocator, Locator, Page, expect

BROWSER = "[data-testid=browser-frame]"


@dataclass(frozen=True)
class Hand:
    """One phone in one browser tab; `be` makes it somebody else's."""

    page: Page

    def tap(self, test_id: str, words: str | re.Pattern[str] | None = None) -> None:
        """Tap the last thing of this kind, or the one with these words."""
        self.find(test_id, words).last.click()

    def find(self, test_id: str, words: str | re.Pattern[str] | None = None) -> Locator:
        """What can be tapped of this kind: a screen below another, or one that slides away, can still be seen."""
        found = self.page.locator(f"[data-testid={test_id}]:not([inert] *)")
        return found.filter(has_text=words) if words else found

    def be(self, name: str) -> None:
        """Take somebody's phone."""
        people = self.find("person", name)
        if not people.first.is_visible():
            self.tap("person-switcher")
        people.first.click()
        expect(self.find("person-now")).to_contain_text(name)

    def open_mini_program(self) -> None:
        """Discover, then the mini-program."""
        self.tap("tab-discover")
        self.tap("mini-program")

    def send_to(self, chat: str) -> None:
        """Choose a chat or a contact for the card in hand, and send it."""
        chooser = self.page.get_by_role("region", name="选择一个聊天")
        chooser.get_by_role("button", name=re.compile(f"^{chat}")).first.click()
        self.tap("send-card")
        expect(chooser).to_be_hidden()

    def open_card(self, chat: str) -> FrameLocator:
        """Open the newest card of a chat: the browser inside WeChat shows its page."""
        self.tap("tab-chats")
        self.tap("chat", chat)
        self.tap("card")
        return self.page.frame_locator(BROWSER)

    def forward_page_to(self, chat: str) -> None:
        """The page's menu, forward, and a chat."""
        self.tap("browser-menu")
        self.tap("forward")
        self.send_to(chat)

    def pass_time(self, test_id: str) -> None:
        """A button of the clock beside the phone; it rests while time moves."""
        self.tap(test_id)
        expect(self.find(test_id)).to_be_enabled(timeout=90_000)


def wait_for_forward(hand: Hand) -> None:
    """The page has recorded its visit and put the visitor's own forward into the card."""
    expect(hand.page.get_by_text("写进了卡片")).to_be_visible()
