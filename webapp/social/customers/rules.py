"""What a tag and a note may look like; pure."""

import re
import unicodedata
from collections.abc import Iterable

from webapp.kernel.errors import Invalid, NotFound, Refused

MAX_TAGS = 12
MAX_TAG_LENGTH = 12
MAX_NOTE_LENGTH = 500
MAX_NOTES = 100

# A tag stands in an address and in a row of chips: letters and figures of any script, and what joins them.
_TAG = re.compile(r"[\w·+&\- ]+")


class BadTag(Invalid):
    """A tag is one word of 1 to 12 letters or figures."""


class TooManyTags(Refused):
    """A customer has room for 12 tags."""


class NoteNeeded(Invalid):
    """A note has 1 to 500 characters."""


class TooManyNotes(Refused):
    """There are 100 notes about this customer; remove old ones first."""


class NoSuchNote(NotFound):
    """There is no such note, or it is not yours."""


def tidy_tags(tags: Iterable[str]) -> list[str]:
    """The tags as they are kept: trimmed, each once, in the order given; raises BadTag, TooManyTags."""
    tidied = list(dict.fromkeys(tidy_tag(tag) for tag in tags))
    if len(tidied) > MAX_TAGS:
        raise TooManyTags
    return tidied


def tidy_tag(tag: str) -> str:
    """One tag as it is kept; raises BadTag."""
    tidied = " ".join(unicodedata.normalize("NFC", tag).split())
    if not 1 <= len(tidied) <= MAX_TAG_LENGTH or not _TAG.fullmatch(tidied):
        raise BadTag
    return tidied


def tidy_note(text: str) -> str:
    """A note without blank edges; raises NoteNeeded."""
    tidied = text.strip()
    if not 1 <= len(tidied) <= MAX_NOTE_LENGTH:
        raise NoteNeeded
    return tidied
