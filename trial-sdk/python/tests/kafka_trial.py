"""The trial that the tests with a broker start; it does what its stdin says, and answers each line with ``done``."""

import os
import sys

import trialog


def main():
    reported = 0
    for line in sys.stdin:
        command, *arguments = line.split()
        if command == "report":  # COUNT LENGTH: numbers that count, each beside a name of that length
            count, length = int(arguments[0]), int(arguments[1])
            for value in range(reported, reported + count):
                trialog.report_intermediate_result({"default": value, "n" * length: 0} if length else value)
            reported += count
        elif command == "final":
            trialog.report_final_result(1)
        elif command == "fork":  # a child that ends as Python programs do
            if os.fork() == 0:
                trialog.get_next_parameter()
                sys.exit(0)
            print("child ended with", os.WEXITSTATUS(os.wait()[1]), file=sys.stderr)
        elif command == "end":
            return
        print("done", flush=True)


if __name__ == "__main__":
    main()
