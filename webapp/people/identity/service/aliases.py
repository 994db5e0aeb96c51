"""How one person is called to one shopkeeper: by the same six letters everywhere, and by others to anybody else."""

import base64
import hashlib
import hmac

from webapp.kernel.settings import settings

LETTERS = 6


def alias_code(shopkeeper_id: int, visitor_id: int) -> str:
    """Six letters for one visitor at one shopkeeper, so that two shopkeepers cannot compare notes.

    Somebody known is minus their person's id, as in the mini-program, whichever browser they came with.
    """
    secret = settings().secret_keys[0].encode()
    mac = hmac.digest(secret, f"visitor {visitor_id} of {shopkeeper_id}".encode(), hashlib.sha256)
    return base64.b32encode(mac)[:LETTERS].decode()


def alias_of_person(shopkeeper_id: int, person_id: int) -> str:
    """The letters of somebody we know, the same as those of their visits."""
    return alias_code(shopkeeper_id, -person_id)
