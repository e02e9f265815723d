"""The REST interface of a server, for any number of threads."""

from __future__ import annotations

import json
import math
import os
import threading
import time
from typing import Any, Dict, Iterator, List, Mapping, NamedTuple, Optional, Union
from urllib.parse import parse_qs, urlencode, urlsplit

from trialog._connection import Answer, DeliveryFailed, HttpConnection, address_in
from trialog._fork import renew_in_children
from trialog._stderr import say
from trialog.errors import ConfigError, Problem, RequestRefused, ServerUnreachable, UnknownExperiment

API = "/api/v1"
REQUEST_TIMEOUT_SECONDS = 30.0
BUSY_SECONDS = 60.0
"""How long a request waits for a server that says that it has too much to do, is starting or is stopping."""
TELL_OUTAGE_AFTER_SECONDS = 5.0
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0
PAGE = 1000

_LOCALHOST = "127.0.0.1"


class ServerAddress(NamedTuple):
    """Where a server is, and what else its page's address tells."""

    url: str
    token: Optional[str]
    experiment_id: Optional[str]

    @staticmethod
    def of(port_or_url: Union[int, str], token: Optional[str] = None) -> "ServerAddress":
        """Read a port of this machine, ``host:port``, an address, or the address of an experiment's page."""
        if isinstance(port_or_url, bool) or not isinstance(port_or_url, (int, str)):
            raise TypeError("server: %r (expected: a port such as 8080, or an address such as 'http://host:8080')" % (port_or_url,))
        text = str(port_or_url).strip()
        if text.lstrip("-").isdigit():
            text = "%s:%s" % (_LOCALHOST, text)
        if "://" not in text:
            text = "http://" + text
        try:
            parts = urlsplit(text)
            known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or 0 < parts.port < 65536)
        except ValueError:
            known = False
        if not known:
            raise ValueError("server: %r (expected: a port such as 8080, or an address such as 'http://host:8080')" % (port_or_url,))
        prefix, experiments, rest = parts.path.partition("/experiments/")
        given = parse_qs(parts.query).get("token", [None])[0]
        return ServerAddress(
            "%s://%s%s" % (parts.scheme, parts.netloc, prefix.rstrip("/")),
            token or given or os.environ.get("TRIALOG_SERVER_TOKEN") or None,
            rest.split("/")[0] if experiments and rest else None,
        )


class ServerClient:
    """Sends requests to one server. Keeps connections alive; a forked child opens its own."""

    def __init__(self, url: str, token: Optional[str] = None) -> None:
        self.token = token
        self.server_file: Optional[str] = None
        """When known, names the server's new address after it was started again on another port."""
        self._url = url
        self._lock = threading.Lock()
        self._idle: List[HttpConnection] = []
        renew_in_children(self)

    def _after_fork_in_child(self) -> None:
        self._lock = threading.Lock()
        self._idle = []  # the parent's; closing them is the parent's business

    @property
    def url(self) -> str:
        """The server's address, without a slash at the end."""
        return self._url

    @property
    def port(self) -> int:
        """The server's port."""
        parts = urlsplit(self._url)
        return parts.port or (443 if parts.scheme == "https" else 80)

    # ---- requests

    def get(self, path: str, **query: Any) -> Any:
        """The parsed answer."""
        return self.call("GET", path, query=query)

    def post(self, path: str, body: Any = None, **query: Any) -> Any:
        """The parsed answer. Nothing is sent twice."""
        return self.call("POST", path, body, query=query)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: Optional[Mapping[str, Any]] = None,
        token: Optional[str] = None,
        timeout_seconds: float = REQUEST_TIMEOUT_SECONDS,
        patience_seconds: float = 0.0,
    ) -> Any:
        """Send a request and return the parsed answer.

        With ``patience_seconds`` a server that does not answer is asked again for as long, which is for requests that may be sent twice.
        Raises ``ServerUnreachable`` when no answer comes, ``RequestRefused`` and its like when the server says no.
        """
        data = None if body is None else json.dumps(body).encode("utf-8")
        headers = {} if body is None else {"Content-Type": "application/json"}
        if token or self.token:
            headers["Authorization"] = "Bearer %s" % (token or self.token)
        given = {name: value for name, value in (query or {}).items() if value is not None}
        target = API + path + ("?" + urlencode(given, doseq=True) if given else "")
        outage = Outage(self, patience_seconds)
        busy_until = time.monotonic() + max(BUSY_SECONDS, patience_seconds)
        while True:
            try:
                answer = self._exchange(method, target, data, headers, timeout_seconds, patience_seconds > 0)
            except DeliveryFailed as failure:
                outage.wait_after(str(failure))
                continue
            if answer.status in (429, 503) and answer.names_code and time.monotonic() < busy_until:
                time.sleep(min(answer.retry_after_seconds or 0.5, LONGEST_PAUSE_SECONDS))
                continue
            if not 200 <= answer.status < 300:
                if not answer.names_code:
                    outage.wait_after("HTTP %d from something that is no Trialog server" % answer.status)
                    continue
                raise _refusal(answer)
            outage.over()
            return answer.body

    def pages(self, path: str, key: str, **query: Any) -> Iterator[Dict[str, Any]]:
        """All elements of a list that comes in pages."""
        offset = 0
        while True:
            page = self.get(path, offset=offset, limit=PAGE, **query)
            yield from page[key]
            offset += len(page[key])
            if not page[key] or offset >= page["total"]:
                return

    def relocate(self) -> bool:
        """Look whether the server is at another address by now."""
        url = address_in(self.server_file)
        if url is None or url == self._url:
            return False
        with self._lock:
            self._url = url
            self._idle = []
        return True

    def close(self) -> None:
        """Close the idle connections; further requests open new ones."""
        for connection in self._taken_idle():
            connection.close()

    def __del__(self) -> None:
        try:
            self.close()
        except Exception:  # the interpreter is going
            pass

    # ---- connections

    def _exchange(
        self, method: str, target: str, data: Optional[bytes], headers: Dict[str, str], timeout_seconds: float, repeatable: bool
    ) -> Answer:
        repeatable = repeatable or method != "POST"
        while True:
            connection = self._connection(kept_alive=repeatable)
            try:
                answer = connection.request(method, target, data, headers, timeout_seconds, None)
            except DeliveryFailed as failure:
                if failure.stale and repeatable:
                    continue  # the server closed it while it was idle
                raise
            self._put_back(connection)
            return answer

    def _connection(self, kept_alive: bool) -> HttpConnection:
        with self._lock:
            if kept_alive and self._idle:
                return self._idle.pop()
            return HttpConnection(self._url)

    def _put_back(self, connection: HttpConnection) -> None:
        with self._lock:
            if len(self._idle) < 16 and connection.url == self._url:
                self._idle.append(connection)
                return
        connection.close()

    def _taken_idle(self) -> List[HttpConnection]:
        with self._lock:
            idle, self._idle = self._idle, []
            return idle


class Outage:
    """Waits with growing pauses for a server that is away, says so after a while, and gives up in the end."""

    def __init__(self, client: ServerClient, patience_seconds: float) -> None:
        self._client = client
        self._patience = patience_seconds
        self._since: Optional[float] = None
        self._pause = FIRST_PAUSE_SECONDS
        self._told = False

    def wait_after(self, reason: str) -> None:
        """Wait before the next try; raises ``ServerUnreachable`` when that was the last."""
        now = time.monotonic()
        if self._since is None:
            self._since = now
        left = self._since + self._patience - now
        if left <= 0:
            raise ServerUnreachable(
                "no Trialog server answers at %s (%s)%s"
                % (self._client.url, reason, "; waited %.0f s for it" % self._patience if self._patience else "")
            ) from None
        if self._client.relocate():
            return
        if not self._told and now - self._since >= TELL_OUTAGE_AFTER_SECONDS:
            self._told = True
            wait = "" if math.isinf(left) else " for up to %.0f s" % left
            say("the server at %s does not answer (%s); waiting for it%s" % (self._client.url, reason, wait))
        time.sleep(min(self._pause, left))
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)

    def over(self) -> None:
        """An answer has come."""
        if self._told:
            say("the server at %s answers again" % self._client.url)
        self._since = None
        self._told = False
        self._pause = FIRST_PAUSE_SECONDS


def _refusal(answer: Answer) -> Exception:
    code = answer.body["code"]
    message = answer.body.get("message") or "HTTP %d" % answer.status
    details = answer.body.get("details")
    problems = [
        Problem(str(detail.get("message")), detail.get("path") or "")  # the line is always the first
        for detail in (details if isinstance(details, list) else [])
        if isinstance(detail, dict)
    ]
    if code == "CONFIG_INVALID":
        return ConfigError(problems or [Problem(message)])
    if answer.status == 404:
        return UnknownExperiment(message)
    if answer.status == 401:
        message += " (expected: the server's token, as token=... or in the variable TRIALOG_SERVER_TOKEN)"
    return RequestRefused(answer.status, code, message, problems)
