"""What makes a form one of ours."""

import re


def form_token(page: str) -> str:
    """The token in the forms of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, f"no form on this page: {page[:2000]}"
    return found[1]
