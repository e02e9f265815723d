"""The command ``trialog``: Trialog's command line, with the server program that belongs to this package."""

from __future__ import annotations

import os
import sys

from trialog.errors import InstallationError
from trialog.experiment import _home
from trialog.experiment._installation import Installation, environment


def main() -> None:
    """Become the command, with the same arguments."""
    try:
        command = Installation.find().command + sys.argv[1:]
    except InstallationError as error:
        sys.exit("trialog: %s" % error)
    os.execvpe(command[0], command, environment(_home.home()))


if __name__ == "__main__":
    main()
