"""The same key gives the same answer, whatever happens in between."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from webapp.kernel import clock, idempotency
from webapp.kernel.db import transaction


def ask(key: str, body: str) -> object:
    with transaction():
        stored = idempotency.begin("person:1", key, idempotency.fingerprint(body))
        if stored is not None:
            return stored
        idempotency.finish("person:1", key, 201, {"no": "G1"})
        return "made"


def test_a_repeat_gets_the_first_answer(app: APIFlask) -> None:
    assert ask("k", "one tin") == "made"
    assert ask("k", "one tin") == (201, {"no": "G1"})


def test_a_key_is_not_good_for_another_request(app: APIFlask) -> None:
    ask("k", "one tin")
    with pytest.raises(idempotency.KeyReused):
        ask("k", "two tins")


def test_a_failed_request_does_not_burn_its_key(app: APIFlask) -> None:
    with pytest.raises(RuntimeError), transaction():
        idempotency.begin("person:1", "k", "h")
        raise RuntimeError
    assert ask("k", "one tin") == "made"


def test_answers_are_forgotten_after_their_time(app: APIFlask, noon: None) -> None:
    ask("k", "one tin")
    clock.advance(timedelta(days=8))
    with transaction():
        assert idempotency.forget(timedelta(days=7)) == 1
