"""What was measured when, where and of which version: `results.json` and `outputs/`. No command of its own.

`outputs/` keeps what each command of `claims.toml` printed when it last ran to its end; every figure is read
from there. `results.json` says for each its date, commit, machine and versions. Both are written after each
command, so that a run that is broken off loses one command at most.
"""

import configparser
import json
import os
import platform
import re
import subprocess
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from claims import Claim, Figure, NotPrintedError

ROOT = Path(__file__).resolve().parents[1]
RECORDS = "results.json"
OUTPUTS = "outputs"
EXTRAS = ("fast", "prove", "web", "bench")
"""Extras of `setup.cfg` whose packages are told with their versions, beside those that kwopt requires."""
MEASURED_CODE = ("kwopt", "data", "benchmarks/*.py", "benchmarks/readings")
"""What must stand as in the commit, or the commit is marked with +."""


@dataclass(frozen=True)
class Place:
    """A machine and the versions on it; empty where an older record did not keep them."""

    machine: str = ""
    versions: str = ""


@dataclass(frozen=True)
class Record:
    """Of one command: when it last ran to its end, where, of which commit, and in how many seconds.

    `load` is what else kept the machine busy when it began: the load average of the minute before.
    `failure` says why a later run did not, `failed` when that was and of which commit.
    """

    date: str
    commit: str
    place: Place
    seconds: float | None = None
    load: float | None = None
    failure: str = ""
    failed: str = ""


class Measured:
    """All records and outputs in a folder; empty to begin with.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     kept = Measured(Path(folder))
    ...     kept.keep("rules", Record("2026-05-01", "1a2b3c4d", Place()), "all 0.10%")
    ...     Measured(Path(folder)).records["rules"].date
    '2026-05-01'
    """

    def __init__(self, folder: Path = Path(__file__).parent) -> None:
        self._folder = folder
        path = folder / RECORDS
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        self.records = {name: _record(entry) for name, entry in kept.items()}

    def keep(self, command: str, record: Record, output: str | None) -> None:
        """Write the record of a command, and what it printed unless that is None."""
        self.records[command] = record
        (self._folder / OUTPUTS).mkdir(exist_ok=True)
        if output is not None:
            lines = [line.rstrip() for line in output.strip("\n").splitlines()]
            _write(self._output(command), "\n".join([*lines, ""]))
        entries = {name: asdict(self.records[name]) for name in sorted(self.records)}
        _write(self._folder / RECORDS, json.dumps(entries, ensure_ascii=False, indent=1) + "\n")

    def figure(self, claim: Claim) -> Figure | None:
        """Return the figure of a claim, None if its command never printed it."""
        path = self._output(claim.command)
        if claim.command not in self.records or not path.exists():
            return None
        try:
            return claim.read(path.read_text(encoding="utf-8"))
        except NotPrintedError:
            return None

    def _output(self, command: str) -> Path:
        return self._folder / OUTPUTS / f"{command}.txt"


def _record(entry: dict[str, Any]) -> Record:
    return Record(**(entry | {"place": Place(**entry["place"])}))


def _write(path: Path, text: str) -> None:
    """Write a file, whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def this_place() -> Place:
    """Return processor, cores and memory as the system names them, and versions of Python and packages."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}"
    packages = ", ".join(f"{name} {found}" for name in _packages() if (found := _version(name)))
    return Place(
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}",
        f"Python {platform.python_version()}; {packages}",
    )


def this_load() -> float | None:
    """Return the load average of the last minute, None where the system tells none."""
    try:
        return round(os.getloadavg()[0], 1)
    except (AttributeError, OSError):  # Windows has none
        return None


def _processor() -> str:
    """Return the processor's name; that of the architecture where the system tells no more."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:  # not Linux
        told = ""
    named = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    return named[1] if named else platform.processor() or platform.machine()


def _packages() -> list[str]:
    """Return the names of the packages that kwopt and its benchmarks need, as `setup.cfg` has them."""
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    extras = setup["options.extras_require"]
    listed = [setup["options"]["install_requires"], *(extras[name] for name in EXTRAS if name in extras)]
    names = re.findall(r"^\s*([A-Za-z0-9_.-]+)", "\n".join(listed), re.MULTILINE)
    return [name for name in dict.fromkeys(names) if name != "kwopt"]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def this_commit() -> str:
    """Return the commit in short, with + where the code is not as committed; "unknown" outside a checkout."""
    try:
        head = _git("rev-parse", "--short=8", "HEAD").strip()
        changed = _git("status", "--porcelain", "--", *MEASURED_CODE).strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head + ("+" if changed else "")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True)
    return done.stdout.decode("utf-8", errors="replace")
