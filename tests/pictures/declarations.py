"""Every picture of docs/pictures that a browser takes: who looks, where, through which window, what must be there."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"


@dataclass(frozen=True)
class Window:
    """How much of a page is seen, in CSS pixels, and how many pixels of the picture each of them takes."""

    width: int
    height: int
    scale: int = 1


PHONE = Window(390, 844, scale=2)
DESK = Window(1280, 860)


class Viewer(Enum):
    """Who looks besides the people of the demo, who are named: a browser nobody knows, and a colleague logged in."""

    STRANGER = "a stranger"
    STAFF = "staff"


@dataclass(frozen=True)
class Picture:
    """One picture.

    `where` is an address of the shop; for somebody of the demo a page of the mini-program, or nothing: their chats.
    `{token}` is the share of the tour. `taps` are tapped one after another, then `shows` is waited for and `centre`
    scrolled to the middle. `is_whole` takes the page to its end.
    """

    name: str
    viewer: Viewer | str
    where: str
    shows: str
    window: Window
    taps: tuple[str, ...] = ()
    centre: str = ""
    is_dark: bool = False
    is_whole: bool = False

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.png"


DRAWN = ("trust-ability.svg", "trust-frequency.svg", "trust-restoring.svg", "trust-asymmetry.svg")
"""What `simulate trust` draws beside them: figures, the same each time."""

HOST, GUEST, FRIEND, GROUP = "林静", "王芳", "李明", "静水茶友群"
SHOP, PRODUCT = "静水小铺", "longjing-tea"
ON_TOP = ":not([inert] *)"
FIRST_ROW = "#results tbody tr >> nth=0 >> th a"

PICTURES = (
    Picture("share", Viewer.STRANGER, "/s/{token}", shows=".bar", window=PHONE),
    Picture("share-dark", Viewer.STRANGER, "/s/{token}", shows=".bar", window=PHONE, is_dark=True),
    Picture(
        "phone",
        GUEST,
        "",
        taps=(f"[data-testid=chat]:has-text('{GROUP}')", f"[data-testid=card]{ON_TOP} >> nth=-1"),
        shows="text=写进了卡片",
        window=DESK,
    ),
    Picture(
        "earnings",
        HOST,
        "pages/earnings/index",
        taps=("[data-testid=entry] >> nth=0 >> summary",),
        shows="[data-testid=entry][open] .m-next",
        window=PHONE,
    ),
    Picture(
        "advice",
        HOST,
        f"pages/goods/detail?code={PRODUCT}",
        taps=("[data-testid=advice] > summary",),
        shows="[data-testid=advice-wait] >> nth=0",
        centre="[data-testid=advice] h3:has-text('会觉得累')",
        window=PHONE,
    ),
    Picture("admin", Viewer.STAFF, "/admin/", shows=".chart svg", window=DESK, is_whole=True),
    Picture(
        "admin-order",
        Viewer.STAFF,
        "/admin/orders?state=paid",
        taps=(FIRST_ROW,),
        shows=".path",
        window=DESK,
        is_whole=True,
    ),
    Picture(
        "relationship",
        Viewer.STAFF,
        f"/admin/relationships?shopkeeper={SHOP}&stage=partner",
        taps=(FIRST_ROW,),
        shows=".chart svg",
        window=DESK,
    ),
)
