"""What goes wrong on one's own machine, said with its way out."""


class LocalProblem(Exception):
    """Something on this machine stands in the way; the message says what, the way out says what to do."""

    def __init__(self, what: str, *, way_out: str) -> None:
        super().__init__(what)
        self.what = what
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.what}\n  Way out: {self.way_out}"
