"""The folder of one PostgreSQL: what lies where, what the last start wrote down, the lock between two starts."""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from webapp.local import binaries, folder_lock, processes
from webapp.local.errors import LocalProblem
from webapp.local.process_user import Kind, ProcessUser

USER = "guanxi"
# sun_path holds 107 characters, and the socket adds its own name to the folder's.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class State:
    """What a start must know of the one before."""

    kind: Kind
    socket: str
    keeper: processes.Identity | None = None


class ClusterFolder:
    """Paths, state and password of one cluster; readable by nobody but its owner."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root).resolve()

    @property
    def title(self) -> str:
        """A short name that no other folder has; the server's processes carry it in their titles."""
        return "guanxi-" + hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]

    @property
    def log(self) -> Path:
        return self.root / "postgres.log"

    @property
    def passfile(self) -> Path:
        return self.root / "password"

    def home(self, kind: Kind) -> Path:
        """Where the server's own files are: here, unless the account that runs it may not come here."""
        if kind != "account":
            return self.root
        return Path("/var/tmp") / self.title  # noqa: S108  its owner is verified before it is used

    def data(self, kind: Kind) -> Path:
        """PostgreSQL's data folder, named after the version that can read it."""
        return self.home(kind) / f"data{binaries.VERSION}"

    def prepare(self) -> None:
        """Make the folder when it is missing; say whose it is when it is somebody else's."""
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder_lock.open_private(self.root / "lock").close()
        except PermissionError as refusal:
            raise _of_somebody_else(self.root) from refusal

    def prepare_home(self, user: ProcessUser) -> None:
        """Make the place for an account's files: only root can have made it, and everybody may pass through it."""
        home = self.home(user.kind)
        if home == self.root:
            return
        home.mkdir(mode=0o711, exist_ok=True)
        found = home.lstat()
        if home.is_symlink() or found.st_uid != 0:
            raise LocalProblem(f"{home} was made by somebody else.", way_out="remove it and start again.")
        if self.state() is None:  # of an earlier folder of this name, which was removed: its password is gone
            for left in home.iterdir():
                shutil.rmtree(left)
        home.chmod(0o711)

    def check_owner(self, user: ProcessUser) -> None:
        """Refuse data that another user's server wrote: PostgreSQL would, in other words."""
        data = self.data(user.kind)
        if data.exists() and data.stat().st_uid != user.owner:
            raise _of_somebody_else(data)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder: two starts at once must not both make the data or launch a server."""
        try:
            with folder_lock.holding(self.root / "lock", seconds=PATIENCE_SECONDS):
                yield
        except folder_lock.LockTaken:
            raise LocalProblem(
                f"Another process has been busy with the database in {self.root} for {PATIENCE_SECONDS:.0f} seconds.",
                way_out="look for it (`ps ax | grep webapp.local`) and end it.",
            ) from None

    def state(self) -> State | None:
        """Read what the last start wrote down."""
        try:
            kept = json.loads((self.root / "state.json").read_text())
        except FileNotFoundError:
            return None
        keeper = kept.pop("keeper")
        return State(**kept, keeper=processes.Identity(**keeper) if keeper else None)

    def keep(self, state: State) -> None:
        """Write down what the next start must know, whole or not at all."""
        half = self.root / "state.json.new"
        half.write_text(json.dumps(asdict(state)))
        half.replace(self.root / "state.json")

    def password(self) -> str:
        """The generated password, made once, in libpq's own file format."""
        if not self.passfile.exists():
            half = self.root / "password.new"
            half.unlink(missing_ok=True)
            half.touch(mode=0o600)
            half.write_text(f"*:*:*:{USER}:{secrets.token_hex(24)}\n")
            half.rename(self.passfile)
        return self.passfile.read_text().strip().rpartition(":")[2]

    def socket(self, user: ProcessUser) -> Path:
        """A folder for the socket whose name fits into a socket's address; the last one when it still serves."""
        near = self.home(user.kind) / "socket"
        last = self.state()
        for place in (near, Path(last.socket) if last else near):
            if _fits(place) and _is_private(place, user, make=place == near):
                return place
        place = Path(tempfile.mkdtemp(prefix="guanxi-", dir="/tmp"))  # TMPDIR may be as deep as the clone
        os.chown(place, user.owner, -1)
        return place

    def url(self, database: str) -> str:
        """The address for libpq and SQLAlchemy alike; it carries no secret."""
        state = self.state()
        if state is None:
            raise LocalProblem(f"There is no database in {self.root} yet.", way_out="start it first.")
        return f"postgresql:///{database}?host={quote(state.socket)}&port=5432&user={USER}&passfile={quote(str(self.passfile))}"


def _fits(place: Path) -> bool:
    """Tell whether PostgreSQL's settings and libpq's host lists take this name as one socket folder."""
    name = os.fsencode(place)
    return len(name) <= LONGEST_SOCKET_FOLDER and not set(name) & set(b',"\\')


def _is_private(place: Path, user: ProcessUser, *, make: bool) -> bool:
    if make and not place.exists():
        place.mkdir(mode=0o700)
        os.chown(place, user.owner, -1)
    return place.is_dir() and not place.is_symlink() and place.stat().st_uid == user.owner


def _of_somebody_else(place: Path) -> LocalProblem:
    return LocalProblem(
        f"{place} belongs to another user.",
        way_out="run this as the user who made it, remove it, or set GUANXI_DATA to another folder.",
    )
