"""A rendered share page, ready to be sent again: it is the same for everyone who opens it in one language.

Pages live a few seconds (PAGE_CACHE_SECONDS): that long a price change or a revoked share may still be shown; what
counts, the order, is checked afresh. HEAD is GET without a body; neither records anything.
"""

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

LANGUAGE_COOKIE = "gx_lang"
_ENGLISH = f"{LANGUAGE_COOKIE}=en"
_CHINESE = f"{LANGUAGE_COOKIE}=zh"


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A rendered page, as it is and compressed."""

    etag: str
    body: bytes
    headers: list[tuple[str, str]]
    gzipped: bytes
    gzip_headers: list[tuple[str, str]]


def prepare(body: bytes, headers: Iterable[tuple[str, str]]) -> CachedPage:
    """Everything about a page that can be computed before anybody asks for it."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    packed = gzip.compress(body, 6, mtime=0)
    skipped = ("content-length", "etag", "cache-control", "vary")
    common = [(name, value) for name, value in headers if name.lower() not in skipped]
    common += [("ETag", etag), ("Cache-Control", "no-cache"), ("Vary", "Cookie, Accept-Language, Accept-Encoding")]
    return CachedPage(
        etag=etag,
        body=body,
        headers=[*common, ("Content-Length", str(len(body)))],
        gzipped=packed,
        gzip_headers=[*common, ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))],
    )


def language_of(environ: Mapping[str, Any]) -> str:
    """The reader's choice, or else their browser's first wish; Chinese unless that is English."""
    cookie = environ.get("HTTP_COOKIE", "")
    if LANGUAGE_COOKIE in cookie:
        if _ENGLISH in cookie:
            return "en"
        if _CHINESE in cookie:
            return "zh"
    return "en" if environ.get("HTTP_ACCEPT_LANGUAGE", "")[:2].lower() == "en" else "zh"


def serve(page: CachedPage, environ: Mapping[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
    """Send a page: nothing when the browser still has it, compressed where it can be read so."""
    if environ.get("HTTP_IF_NONE_MATCH") == page.etag:
        start_response("304 Not Modified", [h for h in page.headers if h[0] not in ("Content-Length", "Content-Type")])
        return []
    packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    start_response("200 OK", page.gzip_headers if packed else page.headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return [page.gzipped if packed else page.body]
