"""Ports of this machine: whether one is free, who has it, and what answers there."""

import contextlib
import http.client
import socket
from pathlib import Path

from webapp.local import processes
from webapp.local.errors import LocalProblem

LISTENING = "0A"


def require_free(port: int, *, otherwise: str) -> None:
    """Refuse a port that another program listens on; `otherwise` is the command that chooses another one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as refusal:
            raise LocalProblem(
                f"Port {port} is taken{_by_whom(port)} ({refusal.strerror}).",
                way_out=f"end that program, or choose another port: {otherwise}",
            ) from refusal


def _by_whom(port: int) -> str:
    sockets = _listening_sockets(port)
    for links in Path("/proc").glob("[0-9]*/fd"):
        with contextlib.suppress(OSError):
            if any(str(link.readlink()) in sockets for link in links.iterdir()):
                pid = int(links.parent.name)
                return f" by process {pid}: {processes.command_of(pid).replace(chr(0), ' ')[:80]}"
    return ""


def _listening_sockets(port: int) -> set[str]:
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                    found.add(f"socket:[{fields[9]}]")
    return found


def answer(port: int, path: str) -> tuple[int, str]:
    """Ask a server of ours and give its status and the beginning of its words; status 0 when nobody answers."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    try:
        asked.request("GET", path)
        response = asked.getresponse()
        return response.status, response.read(2000).decode(errors="replace")
    except (OSError, http.client.HTTPException) as problem:
        return 0, str(problem)
    finally:
        asked.close()
