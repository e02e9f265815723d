"""The file that keeps the reports that could not be delivered."""

from __future__ import annotations

import os
from typing import List, Optional, Tuple

from trialog._stderr import say


class Spool:
    """Appends JSON lines to the attempt's spool file.

    Every append is one ``write`` of whole lines to a file opened with ``O_APPEND``: lines of several threads do not mix, a signal
    handler may append in the midst of another append, and what is written survives the death of the process. A death in the midst of an
    append may cut its last line short, which readers skip.
    """

    def __init__(self, path: Optional[str]) -> None:
        self.path = path
        self._descriptor: Optional[int] = None
        self._broken = path is None

    @property
    def usable(self) -> bool:
        """Whether there is a file to write to, as far as known."""
        return not self._broken

    def append(self, lines: List[str]) -> bool:
        """Append the lines; ``False``, after a message on stderr, when the file cannot be written."""
        if self._broken or self.path is None:
            return False
        data = ("\n".join(lines) + "\n").encode("utf-8")
        try:
            if self._descriptor is None:
                self._descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            while data:
                data = data[os.write(self._descriptor, data) :]
            return True
        except OSError as error:
            self._broken = True
            say("cannot write the report spool %s: %s; undelivered reports wait in memory only" % (self.path, error))
            return False

    def size(self) -> int:
        """The file's length in bytes."""
        return os.fstat(self._descriptor).st_size if self._descriptor is not None else 0

    def read(self, offset: int, max_bytes: int) -> Tuple[List[str], int]:
        """The whole lines from ``offset`` on, at most ``max_bytes`` of them, and the offset after them."""
        if self._descriptor is None:
            return [], offset
        data = os.pread(self._descriptor, max_bytes, offset)
        end = data.rfind(b"\n") + 1
        return data[:end].decode("utf-8", "replace").splitlines(), offset + end
