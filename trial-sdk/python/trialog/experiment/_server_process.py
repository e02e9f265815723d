"""A server in a process of its own, which ends with this one unless it is told to live on."""

from __future__ import annotations

import atexit
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Dict, List, Optional

from trialog._client import ServerAddress, ServerClient
from trialog._stderr import say
from trialog.errors import LaunchError, PortTaken, ServerUnreachable, TrialogError
from trialog.experiment import _home
from trialog.experiment._installation import Installation, environment

OUTPUT_FILE = "server-output.log"
TELL_START_AFTER_SECONDS = 10.0
STOP_SECONDS = 60.0
"""A server that was asked to end stops its trials first, which get time to end as well."""
KILL_SECONDS = 10.0
_TICK_SECONDS = 0.03
_LAST_WORDS_BYTES = 16 * 1024
_PAGE = re.compile(r"^(?:server|web page) +(https?://[^/\s?]+)", re.MULTILINE)


class ServerProcess:
    """Started by the constructor. ``stop`` may be called by any thread, in any phase, any number of times."""

    def __init__(self, arguments: List[str], data_directory: Path, port: Optional[int], detached: bool, echo: bool, ends_with_input: bool) -> None:
        self.data_directory = data_directory
        self._port = port
        self._detached = detached
        self._ends_with_input = ends_with_input and not detached
        self._stopping = threading.Event()
        self._client: Optional[ServerClient] = None
        self._owner = os.getpid()
        command = Installation.find().command + arguments
        data_directory.mkdir(parents=True, exist_ok=True)
        self._output = data_directory / OUTPUT_FILE
        self._output_begin = self._output.stat().st_size if self._output.exists() else 0
        if port:
            _require_free(port)
        with open(str(self._output), "ab") as output:
            self._process = subprocess.Popen(
                command,
                bufsize=0,
                stdin=subprocess.PIPE if self._ends_with_input else subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=environment(data_directory),
                start_new_session=True,  # Ctrl-C is this process's, which then ends the server in order
            )
        if not detached:
            _remember(self)
        else:
            _kept.append(self)
        if echo:
            threading.Thread(target=self._echo, name="trialog-server-output", daemon=True).start()

    # ---- start

    def await_ready(self) -> ServerClient:
        """Wait until it answers; raises ``LaunchError`` with its last words when it ends instead."""
        started = time.monotonic()
        told = False
        while True:
            url = self._announced()
            if url is not None and self._answers(url):
                self._client = ServerClient(url, ServerAddress.of(url).token)
                self._client.server_file = str(self.data_directory / _home.SERVER_FILE)
                if self._stopping.is_set():
                    raise LaunchError("the server was stopped while it started")
                return self._client
            if self._process.poll() is not None:
                raise self._start_failure()
            if not told and time.monotonic() - started > TELL_START_AFTER_SECONDS:
                told = True
                say("the server is still starting; its messages are in %s" % self._output)
            time.sleep(_TICK_SECONDS)

    def _announced(self) -> Optional[str]:
        """Where the server says that it listens, in the first lines that it prints."""
        found = _PAGE.search(self._printed())
        return None if found is None else found.group(1)

    def _answers(self, url: str) -> bool:
        client = ServerClient(url, ServerAddress.of(url).token)
        try:
            server = client.call("GET", "/server", timeout_seconds=5)
            return Path(server["dataDirectory"]).resolve() == self.data_directory.resolve()
        except (TrialogError, KeyError, TypeError):
            return False
        finally:
            client.close()

    def _start_failure(self) -> TrialogError:
        if self._stopping.is_set():
            return LaunchError("the server was stopped while it started")
        if self._port and _listener(self._port) is not None:
            return PortTaken(_port_taken(self._port))
        return LaunchError(
            "the server ended with exit code %s before it was ready:\n%s" % (self._process.returncode, self.last_words() or "  (no output)")
        )

    def last_words(self) -> str:
        """The end of what the server has printed since its start, indented."""
        return "\n".join("  " + line for line in self._printed().splitlines()[-20:])

    def _printed(self) -> str:
        try:
            with open(str(self._output), "rb") as file:
                file.seek(self._output_begin)
                return file.read()[-_LAST_WORDS_BYTES:].decode("utf-8", "replace")
        except OSError:
            return ""

    # ---- life

    @property
    def pid(self) -> int:
        """Of the process that was started."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it runs; a forked child cannot tell, and believes it."""
        return self._owner != os.getpid() or self._process.poll() is None

    @property
    def is_stopping(self) -> bool:
        """Whether somebody has asked for its end here."""
        return self._stopping.is_set()

    @property
    def exit_code(self) -> Optional[int]:
        """``None`` while it runs."""
        return self._process.poll()

    # ---- end

    def stop(self) -> None:
        """End the server in order: running trials are stopped first and start again when the experiment is resumed. Waits for its end."""
        if self._owner != os.getpid():
            return  # forked: it is the parent's
        self._stopping.set()
        self._close_input()
        if self._ends_with_input and not self._wait(KILL_SECONDS if self._client is None else STOP_SECONDS / 2) or not self._ends_with_input:
            self._signal(signal.SIGTERM)
            if not self._wait(STOP_SECONDS):
                say("the server (process %d) did not end in %.0f s and is killed; its log is safe" % (self.pid, STOP_SECONDS))
                self._signal(signal.SIGKILL)
                self._wait(KILL_SECONDS)
        _forget(self)

    def kill(self) -> None:
        """End the server at once, as a power failure would."""
        self._stopping.set()
        self._signal(signal.SIGKILL)
        self._wait(KILL_SECONDS)
        self._close_input()
        _forget(self)

    def await_end(self, timeout_seconds: float) -> bool:
        """Wait for its end; ``False`` when it still runs."""
        ended = self._wait(timeout_seconds)
        if ended:
            self._close_input()
            _forget(self)
        return ended

    def _wait(self, timeout_seconds: float) -> bool:
        try:
            self._process.wait(timeout_seconds)
            return True
        except subprocess.TimeoutExpired:
            return False

    def _signal(self, number: int) -> None:
        if self._process.poll() is None:
            self._process.send_signal(number)

    def _close_input(self) -> None:
        stream = self._process.stdin
        if stream is not None:
            try:
                stream.close()
            except OSError:
                pass  # it has ended

    def _echo(self) -> None:
        """Show what the server prints, as it comes."""
        try:
            with open(str(self._output), "rb") as file:
                file.seek(self._output_begin)
                while True:
                    alive = self.is_alive()
                    text = file.read()
                    if text:
                        sys.stderr.write(text.decode("utf-8", "replace"))
                        sys.stderr.flush()
                    elif not alive:
                        return
                    time.sleep(0.1)
        except (OSError, ValueError):
            pass  # stderr is closed

    # ---- fork and exit

    def _release_in_child(self) -> None:
        """The pipe must end when the parent ends, not when its last child does."""
        self._close_input()
        self._process.returncode = 0  # or Popen warns in the child that somebody else's process runs


_living: Dict[int, ServerProcess] = {}
_lock = threading.Lock()


def _remember(server: ServerProcess) -> None:
    with _lock:
        _living[id(server)] = server


def _forget(server: ServerProcess) -> None:
    with _lock:
        _living.pop(id(server), None)


def _stop_all() -> None:
    with _lock:
        servers = list(_living.values())
    threads = [threading.Thread(target=server.stop) for server in servers[1:]]
    for thread in threads:
        try:
            thread.start()
        except RuntimeError:  # too late for threads
            pass
    for server in servers:
        server.stop()
    for server in _kept:
        server._process.returncode = 0  # they live on, and nobody waits for them


def _after_fork_in_child() -> None:
    global _lock
    _lock = threading.Lock()
    for server in _living.values():
        server._release_in_child()
    _kept.extend(_living.values())  # a finalizer of Popen must not find the parent's server
    _living.clear()


_kept: List[ServerProcess] = []
"""Those that a finalizer of ``Popen`` must not complain of: detached ones, and, in a forked child, the parent's."""
atexit.register(_stop_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)


# ---- ports


def _require_free(port: int) -> None:
    if isinstance(port, bool) or not isinstance(port, int) or not 0 <= port < 65536:
        raise ValueError("port: %r (expected: 1 to 65535, 0 for any free one, None for 8080 or the next free one)" % (port,))
    if _listener(port) is not None:
        raise PortTaken(_port_taken(port))


def _listener(port: int) -> Optional[Dict[str, Any]]:
    """What the Trialog server at a port of this machine says of itself, nothing when it is another program; ``None`` when the port is free."""
    import socket

    try:
        socket.create_connection(("127.0.0.1", port), 2).close()
    except OSError:
        return None
    client = ServerClient("http://127.0.0.1:%d" % port)
    try:
        server = client.call("GET", "/server", timeout_seconds=3)
        return server if isinstance(server, dict) and "dataDirectory" in server else {}
    except (ServerUnreachable, TrialogError):
        return {}
    finally:
        client.close()


def _port_taken(port: int) -> str:
    server = _listener(port) or {}
    if "dataDirectory" in server:
        return (
            "port %d is taken by a Trialog server (process %s, data directory %s); Experiment.connect(%d) talks to it (expected: a free port,"
            " or None for the next free one)" % (port, server.get("pid"), server["dataDirectory"], port)
        )
    return "port %d is taken by another program (expected: a free port, or None for the next free one)" % port
