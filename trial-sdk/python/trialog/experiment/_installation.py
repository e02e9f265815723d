"""Finds Trialog's server program, and a Java that runs it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Dict, List, Mapping, NamedTuple, Optional

from trialog._stderr import say
from trialog.errors import InstallationError

OLDEST_JAVA = 17
PACKAGE = Path(__file__).resolve().parent.parent
BUNDLED_JAR = PACKAGE / "_server" / "trialog.jar"

_WAYS = (
    "set TRIALOG_JAR to a trialog.jar, or TRIALOG_COMMAND to a launcher such as server/bin/trialog of a checkout; or install the"
    " wheel that trial-sdk/python/build-wheel makes, which brings the jar along"
)
_building = threading.Lock()


class Installation(NamedTuple):
    """How this machine runs Trialog."""

    command: List[str]
    """To which arguments such as ``serve`` are added."""

    @staticmethod
    def find(variables: Mapping[str, str] = os.environ) -> "Installation":
        """Look in ``TRIALOG_JAR``, ``TRIALOG_COMMAND``, the package itself and the checkout around it, in this order.

        In a checkout, what is missing or older than its sources is built first. Raises ``InstallationError`` that says what is missing.
        """
        jar = variables.get("TRIALOG_JAR")
        if jar:
            if not Path(jar).is_file():
                raise InstallationError("TRIALOG_JAR: %s: no such file (expected: Trialog's server program, trialog.jar)" % jar)
            return Installation(_java(variables) + ["-jar", str(Path(jar).resolve())])
        launcher = variables.get("TRIALOG_COMMAND")
        if launcher:
            words = [launcher] if Path(launcher).is_file() else shlex.split(launcher)
            if not words or shutil.which(words[0], path=variables.get("PATH")) is None:
                raise InstallationError("TRIALOG_COMMAND: %s: no such program (expected: a launcher such as server/bin/trialog)" % launcher)
            return Installation(words)
        if BUNDLED_JAR.is_file():
            return Installation(_java(variables) + ["-Dtrialog.home=%s" % BUNDLED_JAR.parent, "-jar", str(BUNDLED_JAR)])
        root = _checkout()
        if root is not None:
            java = _java(variables)
            with _building:
                _build_if_stale(root)
            return Installation(java + ["-Dtrialog.home=%s" % (root / "server"), "-jar", str(_built_jar(root))])
        raise InstallationError("Trialog's server program is not on this machine (expected: %s)" % _WAYS)


def environment(data_directory: Optional[Path], variables: Mapping[str, str] = os.environ) -> Dict[str, str]:
    """The variables for the server: trials find the package that is running here."""
    result = dict(variables)
    for name in [name for name in result if name.startswith("TRIALOG_TRIAL_") or name in _OF_A_TRIAL]:
        del result[name]  # a trial that launches an experiment of its own
    if not result.get("TRIALOG_PYTHON_SDK") and data_directory is not None:
        result["TRIALOG_PYTHON_SDK"] = str(_python_sdk(data_directory))
    return result


_OF_A_TRIAL = (
    "TRIALOG_ATTEMPT",
    "TRIALOG_CHECKPOINT_DIR",
    "TRIALOG_EXPERIMENT_ID",
    "TRIALOG_HEARTBEAT_PROCESS",
    "TRIALOG_KAFKA",
    "TRIALOG_LEASE_SECONDS",
    "TRIALOG_METRIC_TRANSPORT",
    "TRIALOG_OUTPUT_DIRECTORY",
    "TRIALOG_PARAMETERS_FILE",
    "TRIALOG_REPORTING_PROCESS",
    "TRIALOG_REPORT_SPOOL",
    "TRIALOG_SERVER_FILE",
    "TRIALOG_SERVER_URL",
    "TRIALOG_TOKEN",
)


def _python_sdk(data_directory: Path) -> Path:
    """A directory that holds this package and nothing else, for the ``PYTHONPATH`` of trials.

    A checkout has one. Elsewhere it lies among everything that is installed, which trials with another Python must not see.
    """
    if (PACKAGE.parent / "pyproject.toml").is_file():
        return PACKAGE.parent
    directory = data_directory / "python-sdk"
    link = directory / PACKAGE.name
    if link.resolve() == PACKAGE:
        return directory
    directory.mkdir(parents=True, exist_ok=True)
    try:
        if link.is_symlink():
            link.unlink()  # of an earlier installation
        link.symlink_to(PACKAGE, target_is_directory=True)
    except OSError:
        if not link.exists():
            shutil.copytree(str(PACKAGE), str(link), ignore=shutil.ignore_patterns("_server", "__pycache__"))
    return directory


# ---- Java


def _java(variables: Mapping[str, str]) -> List[str]:
    """The command that starts a Java of the right age, with the options for a quick start."""
    places: List[str] = []
    for place, program in _java_candidates(variables):
        if program is None:
            places.append("%s names no Java" % place)
            continue
        version = _java_version(program)
        if version is None:
            places.append("%s (%s) does not say its version" % (program, place))
        elif version < OLDEST_JAVA:
            places.append("%s (%s) is Java %d" % (program, place, version))
        else:
            options = shlex.split(variables.get("TRIALOG_JAVA_OPTIONS", ""))
            return [program, "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData", "-Xms24m", *options]
        if place == "TRIALOG_JAVA":
            break
    raise InstallationError(
        "Java %d or newer is needed: %s (expected: a JDK or JRE such as Debian's openjdk-17-jre-headless or one from adoptium.net, on the"
        " PATH, or named by JAVA_HOME or TRIALOG_JAVA)" % (OLDEST_JAVA, "; ".join(places))
    )


def _java_candidates(variables: Mapping[str, str]) -> "List[tuple[str, Optional[str]]]":
    candidates = []
    if variables.get("TRIALOG_JAVA"):
        candidates.append(("TRIALOG_JAVA", shutil.which(variables["TRIALOG_JAVA"], path=variables.get("PATH"))))
    if variables.get("JAVA_HOME"):
        candidates.append(("JAVA_HOME", shutil.which(str(Path(variables["JAVA_HOME"]) / "bin" / "java"))))
    candidates.append(("PATH", shutil.which("java", path=variables.get("PATH", ""))))
    return candidates


def _java_version(program: str) -> Optional[int]:
    """17 for Java 17; from the file that every JDK has, else from the program itself, which takes a moment."""
    try:
        text = (Path(program).resolve().parent.parent / "release").read_text(errors="replace")
        found = re.search(r'^JAVA_VERSION="([^"]+)"', text, re.MULTILINE)
    except OSError:
        found = None
    if found is None:
        try:
            told = subprocess.run(
                [program, "-version"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False
            ).stdout.decode("utf-8", "replace")
        except (OSError, subprocess.SubprocessError):
            return None
        found = re.search(r'version "([^"]+)"', told)
    numbers = re.findall(r"\d+", found.group(1)) if found is not None else []
    if not numbers:
        return None
    return int(numbers[1]) if numbers[0] == "1" and len(numbers) > 1 else int(numbers[0])  # 1.8 is Java 8


# ---- checkout


def _checkout() -> Optional[Path]:
    root = PACKAGE.parent.parent.parent
    return root if (root / "server" / "bin" / "trialog").is_file() and PACKAGE == root / "trial-sdk" / "python" / "trialog" else None


def _built_jar(root: Path) -> Path:
    return root / "server" / "target" / "trialog.jar"


def _build_if_stale(root: Path) -> None:
    if not _is_stale(root):
        return
    launcher = root / "server" / "bin" / "trialog"
    say("%s is missing or older than its sources; %s builds it" % (_built_jar(root), launcher))
    built = subprocess.run([str(launcher), "--version"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    if built.returncode != 0 or not _built_jar(root).is_file():
        raise InstallationError("%s could not build the server program; its messages are above" % launcher)


def _is_stale(root: Path) -> bool:
    """As ``server/bin/trialog`` sees it."""
    try:
        built = _built_jar(root).stat().st_mtime
    except OSError:
        return True
    files = [root / "pom.xml", root / "web" / "index.html", root / "web" / "package-lock.json"]
    files += [root / module / "pom.xml" for module in ("spi", "tuners", "server", "trial-sdk", "web")]
    trees = [root / module / "src" / "main" for module in ("spi", "tuners", "server", "trial-sdk")] + [root / "web" / "src"]
    return any(_newer(str(file), built) for file in files) or any(
        _newer(os.path.join(directory, name), built) for tree in trees for directory, _, names in os.walk(str(tree)) for name in names
    )


def _newer(file: str, moment: float) -> bool:
    try:
        return os.stat(file).st_mtime > moment
    except OSError:
        return False
