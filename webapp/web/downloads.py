"""A file for one person, in pieces, which nobody on the way keeps."""

from collections.abc import Callable, Iterator
from typing import Protocol

from flask import Response, stream_with_context


class Download(Protocol):
    """What is downloaded; `close` gives back what it holds, whether or not it was read."""

    @property
    def pieces(self) -> Iterator[bytes]: ...
    @property
    def content_type(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def close(self) -> Callable[[], None]: ...


def download(file: Download) -> Response:
    """The answer that carries a file."""
    answer = Response(stream_with_context(file.pieces), content_type=file.content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.call_on_close(file.close)
    return answer
