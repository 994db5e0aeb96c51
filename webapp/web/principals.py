"""Who is asking: one Flask-Login manager, and each face says how it recognises its own kind of user.

A face registers a loader for the paths it answers (`recognise("/api/", loader)`); `flask_login.current_user` is then
whom that loader found, or anonymous. The longest prefix wins, so a loader at "/" is the last resort. Loaders run only
when somebody asks for `current_user`, at most once per request; a page that asks nobody costs nothing.

Flask-Login's own cookies are never used: a bearer session, a consumer's cookie and a staff login each carry their own
proof. So its session and remember-me hooks are left out, which also keeps answers free of `Vary: Cookie`.
"""

from collections.abc import Callable
from typing import Any, Protocol

from flask import Flask, Request, g
from flask_login import AnonymousUserMixin, LoginManager


class Principal(Protocol):
    """What Flask-Login wants of a user; flask_login.UserMixin has all of it but the id."""

    def get_id(self) -> str:
        """Who this is, for logs: never an openid."""
        ...


Loader = Callable[[Request], Any | None]
_loaders: dict[str, Loader] = {}


def register_loader(prefix: str, loader: Loader) -> None:
    """Let a face tell who asks below `prefix`."""
    _loaders[prefix] = loader


class _Manager(LoginManager):  # type: ignore[misc]
    """Asks the faces; knows no cookie of its own."""

    def _load_user(self) -> None:
        from flask import request

        prefixes = sorted((each for each in _loaders if request.path.startswith(each)), key=len, reverse=True)
        user = next((found for each in prefixes if (found := _loaders[each](request)) is not None), None)
        self._update_request_context_with_user(user)


def clear_principal() -> None:
    """Ask again who asks: a client inside somebody's app context shares one `g` among its requests (tests do)."""
    g.pop("_login_user", None)


def init_app(app: Flask) -> None:
    """Give the app its one manager, without the hooks that would run at every answer."""
    manager = _Manager()
    manager.anonymous_user = AnonymousUserMixin
    app.login_manager = manager  # type: ignore[attr-defined]
