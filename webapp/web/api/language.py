"""Which language an answer speaks: what the request asks for, else what the person chose, else Chinese."""

from typing import Literal

from flask import request
from flask_login import current_user

Language = Literal["zh", "en"]


def language() -> Language:
    """zh or en. A mini-program sends Accept-Language of the phone only when somebody set it, so it may be missing."""
    asked = request.accept_languages.best_match(["zh", "zh-CN", "zh-Hans", "en", "en-GB", "en-US"])
    if asked:
        return "en" if asked.startswith("en") else "zh"
    if current_user.is_authenticated:
        return "en" if current_user.session.language == "en" else "zh"
    return "zh"
