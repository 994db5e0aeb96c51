"""How shares and visits are called where people compare and quote them: by digits, since letters stand for people."""

_LOW_BITS = (1 << 30) - 1
_DIGITS = 10


def short_code(ref: int) -> str:
    """A reference as `#` and ten digits; explanations to shopkeepers name shares and visits so."""
    return f"#{ref & _LOW_BITS:0{_DIGITS}d}"


def parse_short_code(text: str) -> int | None:
    """The low 30 bits of a reference somebody quotes as `#0417203948`; None when it is no such thing."""
    code = text.strip()
    digits = code[1:]
    if not code.startswith("#") or len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    reference = int(digits)
    return reference if reference <= _LOW_BITS else None
