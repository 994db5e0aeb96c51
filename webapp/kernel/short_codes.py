"""How shares and visits are called where people compare and quote them."""

_CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def short_code(ref: int) -> str:
    """A reference as six characters people compare and quote; explanations to shopkeepers name shares and visits so."""
    return "#" + "".join(_CODE[ref >> (5 * place) & 31] for place in reversed(range(6)))


def parse_short_code(words: str) -> int | None:
    """The low 30 bits of a reference somebody quotes as `#7H3K0P`; None when it is no such thing."""
    code = words.strip().upper()
    if len(code) != 7 or code[0] != "#" or any(letter not in _CODE for letter in code[1:]):
        return None
    return sum(_CODE.index(letter) << (5 * place) for place, letter in enumerate(reversed(code[1:])))
