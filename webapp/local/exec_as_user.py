"""Execute another program, as another user and tied to a parent; a script, so nothing runs between fork and exec.

    exec_as_user.py [namespace=UID:GID | account=UID:GID] [parent=PID:SIGNAL] [detach] -- PROGRAM ARGUMENT…

PostgreSQL refuses to be root. In a user namespace root is seen as somebody else while the files stay root's own, so no
folder has to be opened to another account; where namespaces are refused it runs under a real unprivileged account.
"""

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
REFUSED = 71


def main(arguments: list[str]) -> None:
    """Do what the words before `--` ask, then execute the program behind it."""
    cut = arguments.index("--")
    options = dict(word.partition("=")[::2] for word in arguments[:cut])
    if "detach" in options:
        detach()
    if "namespace" in options:
        enter_namespace(*pair(options["namespace"]))
    if "account" in options:
        drop_privileges(*pair(options["account"]))
    # After the change of user: the kernel forgets the request when the credentials change.
    if "parent" in options:
        die_with(*pair(options["parent"]))
    os.execv(arguments[cut + 1], arguments[cut + 1 :])  # noqa: S606


def pair(text: str) -> tuple[int, int]:
    """Read two numbers written `1:2`."""
    first, _, second = text.partition(":")
    return int(first), int(second)


def detach() -> None:
    """Outlive the starter, whose child this no longer is."""
    if os.fork():
        os._exit(0)
    os.setsid()


def enter_namespace(uid: int, gid: int) -> None:
    """Be seen as `uid` while owning what the starter owns."""
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
        refused("user namespaces", OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno())))
    try:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {outer_uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {outer_gid} 1")
    except OSError as problem:
        refused("user namespaces", problem)


def drop_privileges(uid: int, gid: int) -> None:
    """Give up root for good."""
    try:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    except OSError as problem:
        refused("the change to another account", problem)


def die_with(parent: int, signal: int) -> None:
    """Get `signal` when the parent ends, however it ends (Linux; elsewhere the next start cleans up)."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)
    if os.getppid() != parent:  # it ended before we could ask
        os._exit(REFUSED)


def refused(what: str, problem: OSError) -> None:
    """End with the exit code that means: not allowed on this machine."""
    sys.stderr.write(f"{what}: {problem}\n")
    os._exit(REFUSED)


if __name__ == "__main__":
    main(sys.argv[1:])
