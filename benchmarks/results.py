"""Measure what kwopt claims, and write the results: `RESULTS.md`, and the tables of the READMEs.

    python benchmarks/results.py                          run every command of claims.toml, each once
    python benchmarks/results.py --list                   the commands with the seconds they take; runs none
    python benchmarks/results.py --without slow           leave out those of several minutes; their rows stay
    python benchmarks/results.py --only relevance rules   some commands or claims; other rows stay as they are
    python benchmarks/results.py --theme titles           those of a theme
    python benchmarks/results.py --resume                 leave out what was measured today of this commit
    python benchmarks/results.py --write                  write the pages again out of what is kept; runs none
    python benchmarks/results.py --only fuzz_reading --from-output FILE --date 2026-11-22 --commit 1a2b3c4d
                                                          take an output that was made elsewhere

A command that fails, or whose output lacks a figure, is told, its rows say so, and the exit code is 1 when
all others have run; where data, browser or OR-Tools are lacking, nothing runs and the code is 2.

What a command printed is kept in outputs/ as soon as it has ended, with its date and commit in results.json.
Run it on a machine that does nothing else, times are among the figures; and in a checkout of the branch as it
is published, or the commits of the rows are nobody else's.
"""

import argparse
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from claims import NEEDS, Claims, Command, NotPrintedError, chosen, load_claims
from measured import ROOT, Measured, Place, Record, this_commit, this_load, this_place
from results_page import PAGE, READMES, needs_of, page, put_between_marks, readme_table

LAST = 500
"""Characters of a failed command's last words that are told on stderr."""
BUSY = 1.5
"""Load from which a warning is given before times are measured; the command before leaves some 1."""
PATIENCE = 10
"""How many times its stated seconds a command may take before it is broken off."""
SURROUNDINGS = {
    "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "KWOPT_LANG": "en", "OMP_NUM_THREADS": "1",
}  # fmt: skip
"""What is the same in every run: this checkout, English, one thread of linear algebra."""


class FailedError(Exception):
    """A command that gave nothing to read figures from, with the reason."""


def printed(command: Command) -> str:
    """Return what a command prints; raises `FailedError` if it fails, or does not end."""
    process = subprocess.Popen(
        [sys.executable, *shlex.split(command.run)], cwd=ROOT, env=os.environ | SURROUNDINGS, text=True,
        encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        output, said = process.communicate(timeout=PATIENCE * command.seconds)
    except subprocess.TimeoutExpired as error:
        raise FailedError(f"not done after {error.timeout:.0f} s") from error
    finally:
        if process.poll() is None:  # broken off: whatever it started ends with it
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    if process.returncode:
        print(said[-LAST:].strip(), file=sys.stderr)
        raise FailedError(f"exit code {process.returncode}")
    return output


def hold_figures(claims: Claims, command: Command, output: str) -> None:
    """Raise `FailedError` if an output lacks a figure of the command's claims."""
    try:
        for claim in claims.of_command(command.name):
            claim.read(output)
    except NotPrintedError as error:
        raise FailedError(str(error)) from error


def measure(claims: Claims, command: Command, measured: Measured, asked: argparse.Namespace) -> bool:
    """Run a command and keep what came of it; return whether it gave all its figures."""
    start, load = time.perf_counter(), this_load()
    if command.times and load and load > BUSY:
        print(f"the machine is busy (load {load}): times will be off", file=sys.stderr, flush=True)
    try:
        output = printed(command)
        hold_figures(claims, command, output)
    except FailedError as error:
        print(f"{command.name} FAILED: {error}", file=sys.stderr, flush=True)
        kept = measured.records.get(command.name) or Record(asked.date, asked.commit, this_place())
        failed = f"{asked.date}, {asked.commit}"
        measured.keep(command.name, replace(kept, failure=str(error), failed=failed), None)
        return False
    seconds = round(time.perf_counter() - start, 1)
    measured.keep(command.name, Record(asked.date, asked.commit, this_place(), seconds, load), output)
    return True


def lacking(commands: Sequence[Command]) -> list[str]:
    """Return what the commands need and this machine has not, as sentences."""
    from real_data import DATA  # loads pandas and kwopt, which writing pages does without

    there = {
        "data": (DATA.is_dir(), f"there are no real data at {DATA}: set KWOPT_DATA"),
        "browser": (
            bool(shutil.which("chromium") or shutil.which("google-chrome")) and bool(find_spec("playwright")),
            "there is no Chromium with Playwright",
        ),
        "prove": (bool(find_spec("ortools")), "there are no OR-Tools"),
    }
    needed = dict.fromkeys(need for command in commands for need in command.needs if need in there)
    return [f"{there[need][1]}; or leave it out: --without {need}" for need in needed if not there[need][0]]


def run_all(
    claims: Claims, commands: Sequence[Command], measured: Measured, asked: argparse.Namespace
) -> list[str]:
    """Measure the commands one by one; return the names of those that failed."""
    failures = []
    for number, command in enumerate(commands, 1):
        before = measured.records.get(command.name)
        if asked.resume and before and not before.failure and _same(before, asked):
            print(f"{command.name}: measured already", file=sys.stderr)
            continue
        head = f"{number}/{len(commands)} {command.name}: some {command.seconds} s"
        print(f"{head}; python {command.run}", file=sys.stderr, flush=True)
        if not measure(claims, command, measured, asked):
            failures.append(command.name)
    return failures


def _same(before: Record, asked: argparse.Namespace) -> bool:
    return (before.date, before.commit) == (asked.date, asked.commit)


def write_pages(claims: Claims, measured: Measured) -> None:
    """Write RESULTS.md, and the table of each README there is."""
    PAGE.write_text(page(claims, measured), encoding="utf-8")
    for language, path in READMES.items():
        if path.exists():
            table = readme_table(claims, measured, language)
            text = put_between_marks(path.read_text(encoding="utf-8"), table, path.name)
            path.write_text(text, encoding="utf-8")


def listed(commands: Sequence[Command]) -> str:
    """Return what would be run, with the time it takes."""
    lines = [
        f"{command.name:18} {command.seconds:5} s  python {command.run}  ({needs_of(command) or 'nothing'})"
        for command in commands
    ]
    minutes = sum(command.seconds for command in commands) / 60
    return "\n".join([*lines, f"{len(commands)} commands, {minutes:.0f} minutes on two quiet cores"])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", default=[], metavar="ID", help="commands or claims")
    parser.add_argument("--theme", nargs="+", default=[], metavar="THEME")
    parser.add_argument(
        "--without", nargs="+", default=[], metavar="WHAT", help=f"slow, {', '.join(NEEDS)}, or commands"
    )
    parser.add_argument("--list", action="store_true", help="tell what would be run and how long it takes")
    parser.add_argument("--resume", action="store_true", help="leave out what was measured today")
    parser.add_argument("--write", action="store_true", help="write the pages again, measure nothing")
    parser.add_argument("--from-output", metavar="FILE", help="take figures out of a kept output")
    parser.add_argument("--date", default=date.today().isoformat(), help="of the rows; today")
    parser.add_argument("--commit", default=this_commit(), help="of the rows; that of the checkout")
    parser.add_argument("--machine", default="", help="of a kept output, if known")
    return parser.parse_args()


def main() -> int:
    """Run what is asked for and write the pages; 1 if a command failed."""
    asked, claims = arguments(), load_claims()
    known = {*claims.claims, *claims.commands, *claims.themes, *NEEDS, "slow"}
    unknown = {*asked.only, *asked.theme, *asked.without} - known
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; see claims.toml", file=sys.stderr)
        return 2
    commands = chosen(claims, only=asked.only, themes=asked.theme, without=asked.without)
    if asked.list:
        print(listed(commands))
        return 0
    measured, failures = Measured(), []
    if asked.from_output and len(commands) != 1:
        print("--from-output takes the output of one command: name it with --only", file=sys.stderr)
        return 2
    if asked.from_output:
        output = Path(asked.from_output).read_text(encoding="utf-8")
        record = Record(asked.date, asked.commit, Place(asked.machine))
        measured.keep(commands[0].name, record, output)
    elif not asked.write:
        if wanting := lacking(commands):
            print("\n".join(wanting), file=sys.stderr)
            return 2
        failures = run_all(claims, commands, measured, asked)
    write_pages(claims, measured)
    print(f"failed: {', '.join(failures)}" if failures else "written: benchmarks/RESULTS.md", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
