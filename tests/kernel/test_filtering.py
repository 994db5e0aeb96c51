"""What was not asked for is not in the statement."""

import pytest

from webapp.kernel.filtering import where

CONDITIONS = {"after": "id < :after", "state": "state = :state"}


@pytest.mark.parametrize(
    ("given", "condition"),
    [
        ({"after": 7, "state": "open"}, "id < :after AND state = :state"),
        ({"after": None, "state": "open"}, "state = :state"),
        ({"after": 7, "state": ""}, "id < :after"),
        ({"after": None, "state": ""}, "true"),
    ],
)
def test_only_what_is_given_narrows_a_list(given: dict[str, object], condition: str) -> None:
    assert where(CONDITIONS, given) == condition
