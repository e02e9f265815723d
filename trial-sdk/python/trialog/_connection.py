"""HTTP to the server that owns the experiment."""

from __future__ import annotations

import json
from typing import Any, Dict, NamedTuple, Optional, Sequence

from trialog._report import Report, listed

_MAX_ANSWER_BYTES = 1024 * 1024


class DeliveryFailed(Exception):
    """No answer came; what was sent may or may not have arrived."""

    def __init__(self, reason: str, stale: bool = False) -> None:
        super().__init__(reason)
        self.stale = stale
        """Whether a kept-alive connection broke, which the server may have closed while it was idle: a new one will tell."""


class Answer(NamedTuple):
    """A server's answer."""

    status: int
    retry_after_seconds: Optional[float]
    body: Any
    """The parsed JSON body, ``None`` when it is not JSON."""

    @property
    def is_refusal(self) -> bool:
        """Whether a Trialog server says that the request is wrong, rather than some other program on its port that it knows no such thing."""
        return 400 <= self.status < 500 and self.names_code

    @property
    def names_code(self) -> bool:
        """Whether the error comes from a Trialog server."""
        return isinstance(self.body, dict) and isinstance(self.body.get("code"), str)

    @property
    def message(self) -> str:
        """The error's text, as far as the server gave one."""
        text = self.body.get("message") if isinstance(self.body, dict) else None
        return "HTTP %d%s" % (self.status, ": %s" % text if isinstance(text, str) and text else "")


class HttpConnection:
    """One kept-alive connection; used by one thread at a time.

    ``http.client`` knows nothing of the proxy variables, which is meant: the server is near, and a proxy in between would only lose reports.
    """

    def __init__(self, url: Optional[str]) -> None:
        self.url = url
        self._http: Any = None  # an http.client.HTTPConnection, imported when first needed
        self._answered = False

    def request(
        self,
        method: str,
        path: str,
        body: Optional[bytes],
        headers: Dict[str, str],
        timeout_seconds: float,
        max_answer_bytes: Optional[int] = _MAX_ANSWER_BYTES,
    ) -> Answer:
        """Send a request and read its answer; raises ``DeliveryFailed`` when none comes, within the timeout for each wait on the network."""
        import http.client  # takes some 10 ms, which the import of this package need not cost
        import socket

        if self.url is None:
            raise DeliveryFailed("neither TRIALOG_SERVER_URL nor TRIALOG_SERVER_FILE names a server")
        kept_alive = self._http is not None and self._answered
        try:
            if self._http is None:
                self._http = self._opened(timeout_seconds)
            self._http.timeout = timeout_seconds
            if self._http.sock is not None:
                self._http.sock.settimeout(timeout_seconds)
            self._http.request(method, self._prefix + path, body, headers)
            response = self._http.getresponse()
            answer = response.read(max_answer_bytes)
            if response.will_close or not response.isclosed():
                self.close()
            self._answered = True
            return Answer(response.status, _seconds(response.getheader("Retry-After")), _parsed(answer))
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            reason = "%s: %s" % (type(error).__name__, error) if str(error) else type(error).__name__
            raise DeliveryFailed(reason, stale=kept_alive and not isinstance(error, socket.timeout)) from None

    def abort(self) -> None:
        """Let the request in progress fail; for any thread."""
        import socket

        connection = self._http
        stream = connection.sock if connection is not None else None
        try:
            if stream is not None:
                stream.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it has ended by itself

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        connection, self._http, self._answered = self._http, None, False
        if connection is not None:
            connection.close()

    def _opened(self, timeout_seconds: float) -> Any:
        import http.client
        from urllib.parse import urlsplit

        address = urlsplit(self.url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError("server address %r (expected: http://host:port)" % self.url)
        self._prefix = address.path.rstrip("/")
        kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        return kind(address.hostname, address.port, timeout=timeout_seconds)


class ServerConnection(HttpConnection):
    """What one attempt sends to the server that owns its experiment now: the :class:`trialog._delivery.Delivery` over HTTP."""

    def __init__(self, url: Optional[str], server_file: Optional[str], path: str, token: str) -> None:
        super().__init__(url)
        self._server_file = server_file
        self._path = path
        self._authorization = {"Authorization": "Bearer " + token}
        if url is None:
            self.relocate()

    def relocate(self) -> bool:
        """Read the server file again; whether it names another address than the one in use."""
        url = address_in(self._server_file)
        if url is None or url == self.url:
            return False  # absent, or just being written: the address in use stays
        self.close()
        self.url = url
        return True

    def post_reports(self, reports: Sequence[Report], timeout_seconds: float) -> Answer:
        """Post reports; raises ``DeliveryFailed`` when no answer comes, within the timeout for each wait on the network."""
        body = ('{"reports": ' + listed(reports) + "}").encode("ascii")
        return self._post("/reports", body, {"Content-Type": "application/json"}, timeout_seconds)

    def post_heartbeat(self, timeout_seconds: float) -> Answer:
        """Post a sign of life, in the same way."""
        return self._post("/heartbeat", None, {}, timeout_seconds)

    def hurry(self, seconds: float) -> None:
        """There is no other way to take."""

    def end(self) -> None:
        """The connection ends with the process."""

    def _post(self, resource: str, body: Optional[bytes], headers: Dict[str, str], timeout_seconds: float) -> Answer:
        return self.request("POST", self._path + resource, body, {**self._authorization, **headers}, timeout_seconds)


def address_in(server_file: Optional[str]) -> Optional[str]:
    """The address that a data directory's server file names; ``None`` when there is none to read."""
    if server_file is None:
        return None
    try:
        with open(server_file, encoding="utf-8") as file:
            url = json.load(file)["url"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return url if isinstance(url, str) else None


def _seconds(header: Optional[str]) -> Optional[float]:
    try:
        seconds = float(header) if header is not None else -1.0
    except ValueError:
        return None  # the date form of the header; the protocol does not use it
    return seconds if 0 <= seconds < float("inf") else None


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
