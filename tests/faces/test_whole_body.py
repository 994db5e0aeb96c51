"""An answer never overtakes the request it answers."""

import io

from flask.testing import FlaskClient

from webapp.faces.whole_body import WholeBody


def test_what_nobody_reads_is_read_before_the_answer(client: FlaskClient) -> None:
    sent = io.BytesIO(b'{"unread": true}')
    answer = client.post(
        "/api/v1/orders/G1/payment",
        headers={"Authorization": "Bearer nobody"},
        content_type="application/json",
        content_length=16,
        input_stream=sent,
    )
    assert answer.status_code == 401
    assert sent.read() == b""


def test_a_body_beyond_reason_is_left_unread() -> None:
    sent = io.BytesIO(b"x" * 11)
    refusal = WholeBody(lambda _environ, _start: [b"no"], most=10)
    assert list(refusal({"CONTENT_LENGTH": "11", "wsgi.input": sent}, lambda *_: None)) == [b"no"]  # type: ignore[arg-type]
    assert len(sent.read()) == 11


class Connection(io.RawIOBase):
    """A kept connection: after the body, reading waits for the next request."""

    def __init__(self, body: bytes) -> None:
        self._body = io.BytesIO(body)

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        found = self._body.readinto(buffer)
        assert found, "this would wait for the next request"
        return found


def test_a_body_that_was_read_is_not_waited_for_again() -> None:
    def application(environ: dict, _start: object) -> list[bytes]:
        return [environ["wsgi.input"].read(4)]

    environ = {"CONTENT_LENGTH": "4", "wsgi.input": Connection(b"read")}
    assert list(WholeBody(application, most=10)(environ, lambda *_: None)) == [b"read"]  # type: ignore[arg-type]
