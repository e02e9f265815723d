"""``python3 -m trialog``: the command ``trialog``."""

from trialog._command import main

main()
