"""The memory that share pages are answered from."""

from apiflask import APIFlask


def forget_pages(app: APIFlask) -> None:
    """The next look at a share composes its page anew."""
    app.extensions["share_memory"].clear()
