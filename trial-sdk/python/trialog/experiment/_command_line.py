"""Asks Trialog's command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Mapping

from trialog._stderr import say
from trialog.errors import ConfigError, InstallationError, LaunchError, Problem
from trialog.experiment._fields import plain
from trialog.experiment._installation import Installation, environment

_USAGE = 2


def run(arguments: List[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end and keep what it prints."""
    return subprocess.run(
        Installation.find().command + arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        env=environment(None),
        check=False,
    )


def run_json(arguments: List[str]) -> Any:
    """What a command prints as JSON; raises ``LaunchError`` with its words when it fails."""
    done = run(arguments)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise LaunchError("trialog %s failed: %s" % (" ".join(arguments), done.stderr.strip() or "exit code %d" % done.returncode)) from None
    if done.stderr.strip():
        say(done.stderr.strip())  # a data directory that cannot be read, say: the others are listed
    return answer


def check_configuration(configuration: Mapping[str, Any]) -> List[Problem]:
    """Let Trialog check a configuration; return the warnings. Where Trialog is not there, nothing is found."""
    descriptor, path = tempfile.mkstemp(suffix=".json", prefix="trialog-config-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(configuration, file)
        return _problems(_checked(Path(path), "the configuration", False).get("warnings"), False)
    except InstallationError:
        return []
    finally:
        os.unlink(path)


def read_configuration(file: Path) -> Dict[str, Any]:
    """Let Trialog read a configuration file; what it fills in where the file says nothing is left out."""
    complete = _checked(file, str(file), True)["configuration"]
    written = {plain(key) for key in re.findall(r"^[\"']?(\w+)[\"']?\s*:", file.read_text(encoding="utf-8"), re.MULTILINE)}
    if not written or not written <= {plain(key) for key in complete}:
        return complete  # in one line, or in an older format that was converted
    return {key: value for key, value in complete.items() if plain(key) in written}


def _checked(file: Path, called: str, with_lines: bool) -> Dict[str, Any]:
    done = run(["config", "check", str(file), "--json"])
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise LaunchError("trialog config check %s failed: %s" % (file, done.stderr.strip() or "exit code %d" % done.returncode)) from None
    problems = _problems(answer.get("problems"), with_lines)
    if done.returncode != 0 or problems:
        raise ConfigError(problems or [Problem(done.stderr.strip())], called)
    return answer


def _problems(details: Any, with_lines: bool) -> List[Problem]:
    return [
        Problem(str(detail.get("message")), detail.get("path") or "", (detail.get("line") or None) if with_lines else None)
        for detail in details or []
    ]
