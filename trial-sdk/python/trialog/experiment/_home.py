"""Where experiments are kept."""

from __future__ import annotations

import json
import os
import random
import re
import string
import time
from pathlib import Path
from typing import Iterator, NamedTuple, Optional

from trialog._client import ServerClient
from trialog.errors import ServerUnreachable, TrialogError

SERVER_FILE = "server.json"
_LOG = "log"
_ID = re.compile(r"[A-Za-z0-9_\-]{1,32}")


def home() -> Path:
    """The directory of all data directories: ``TRIALOG_HOME``, else ``~/.trialog``."""
    given = os.environ.get("TRIALOG_HOME")
    return Path(given).expanduser().resolve() if given else Path.home() / ".trialog"


def new_id(directory: Path) -> str:
    """An id that no experiment in the directory has."""
    generator = random.SystemRandom()
    while True:
        candidate = "".join(generator.choice(string.ascii_lowercase + string.digits) for _ in range(8))
        if not (directory / candidate).exists():
            return candidate


def checked_id(given: str) -> str:
    """An id that a user chose."""
    if not isinstance(given, str) or _ID.fullmatch(given) is None:
        raise ValueError("id: %r (expected: 1 to 32 letters, digits, '_' or '-')" % (given,))
    return given


def is_data_directory(directory: Path) -> bool:
    """Whether there is an event log."""
    return (directory / _LOG).is_dir()


def data_directories() -> Iterator[Path]:
    """All data directories that the home knows."""
    root = home()
    if is_data_directory(root):
        yield root
    for entry in sorted(root.iterdir()) if root.is_dir() else []:
        if is_data_directory(entry):
            yield entry
    elsewhere = root / "elsewhere"
    for pointer in sorted(elsewhere.iterdir()) if elsewhere.is_dir() else []:
        try:
            directory = Path(pointer.read_text(encoding="utf-8").strip())
        except (OSError, ValueError):
            continue
        if is_data_directory(directory):
            yield directory


def find_data_directory(experiment_id: str, working_directory: Optional[Path] = None) -> Optional[Path]:
    """The data directory that an experiment has for itself."""
    for parent in [working_directory] if working_directory else [home()]:
        if is_data_directory(parent / experiment_id):
            return parent / experiment_id
    return next((directory for directory in data_directories() if directory.name == experiment_id), None)


class Owner(NamedTuple):
    """The live server that owns a data directory."""

    url: str
    pid: int


def owner(directory: Path, token: Optional[str] = None) -> Optional[Owner]:
    """Ask the server that a data directory names; ``None`` when it is gone."""
    try:
        info = json.loads((directory / SERVER_FILE).read_text(encoding="utf-8"))
        client = ServerClient(info["url"], token)
        try:
            server = client.call("GET", "/server", timeout_seconds=5)
        finally:
            client.close()
        if Path(server["dataDirectory"]).resolve() == directory.resolve():
            return Owner(info["url"], server["pid"])
    except (OSError, ValueError, KeyError, TypeError, TrialogError):
        pass
    return None


def local_data_directory(client: ServerClient) -> Optional[Path]:
    """The data directory of a server, when that is on this machine."""
    server = client.get("/server")
    directory = Path(server["dataDirectory"])
    if not is_data_directory(directory) or is_gone(server["pid"]):
        return None
    found = owner(directory, client.token)
    return directory if server["mode"] == "view" or (found is not None and found.pid == server["pid"]) else None


def is_gone(pid: int) -> bool:
    """Whether a process of this machine has ended, or only waits for its parent to hear of it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    try:
        return Path("/proc/%d/stat" % pid).read_text().rpartition(")")[2].split()[0] in ("Z", "X")
    except (OSError, IndexError):
        return not Path("/proc/self").exists() and _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    import subprocess

    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], stdout=subprocess.PIPE, check=False).stdout.decode().strip()
    return told == "" or told.startswith("Z")


def await_gone(client: ServerClient, pid: Optional[int], timeout_seconds: float) -> bool:
    """Wait until a server's process has ended; without its id, until nobody answers at its address."""
    until = time.monotonic() + timeout_seconds
    while time.monotonic() < until:
        if pid is not None:
            if is_gone(pid):
                return True
        else:
            try:
                client.call("GET", "/server", timeout_seconds=2)
            except ServerUnreachable:
                return True
            except TrialogError:
                pass
        time.sleep(0.05)
    return False
