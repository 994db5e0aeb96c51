"""What may go wrong in business terms. The docstring is the message; HTTP is decided in webapp/web/errors.py."""

from typing import ClassVar


class DomainError(Exception):
    """Something the business does not allow."""

    code: ClassVar[str] = "error"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "code" not in cls.__dict__:
            name = cls.__name__
            cls.code = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")

    def __init__(self, message: str | None = None, **evidence: object) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip().splitlines()[0])
        self.evidence = evidence


class NotFound(DomainError):
    """There is no such thing, or it is not yours."""


class Refused(DomainError):
    """The request is understood and not allowed."""


class Invalid(DomainError):
    """The request does not make sense as it stands."""


class Conflict(DomainError):
    """Things have changed meanwhile."""


class Unauthenticated(DomainError):
    """Please log in first."""


class Forbidden(DomainError):
    """Your role does not allow this."""


class Busy(DomainError):
    """Too much is happening at once; please try again in a moment."""


class Unavailable(DomainError):
    """A service we depend on did not answer; nothing is lost, please try again."""


class TooMany(DomainError):
    """Too many attempts; please wait a little."""
