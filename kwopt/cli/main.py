"""The `kwopt` command: a group that loads its commands on first use and reports what goes wrong once."""

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from typing import Any

import click

from kwopt.cli.failures import StatedUsageError, guarded
from kwopt.cli.spoken import SpokenCommand, SpokenOption, voice_of
from kwopt.cli.types import OneOf
from kwopt.cli.voice import Voice
from kwopt.locales import LANGUAGES
from kwopt.version import __version__

COMMANDS = (
    "inspect", "score", "title", "audit", "match", "check", "bid", "forecast", "batch", "history", "report",
    "serve", "demo",
)  # fmt: skip


class KwoptGroup(SpokenCommand, click.Group):
    """Commands by name, imported on first use; every failure ends in one sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, its module imported now."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"kwopt.cli.commands.{cmd_name}"), cmd_name)
        return found

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write where to start."""
        formatter.write_paragraph()
        formatter.write_text(voice_of(ctx).say("help_end"))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; a misspelt one gets the nearest name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            if near:
                raise StatedUsageError(ctx, "cli.unknown_command_near", command=args[0], near=near[0])
            raise StatedUsageError(ctx, "cli.unknown_command", command=args[0], choices=COMMANDS)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line; with `standalone_mode` (the default) exit with its code."""
        voice = Voice.heard(sys.argv[1:] if args is None else args, os.environ)
        extra = {"prog_name": prog_name or "kwopt", "complete_var": complete_var, "obj": voice} | extra
        run = partial(
            super().main, args, standalone_mode=False, windows_expand_args=windows_expand_args, **extra
        )
        code = guarded(run, voice)
        if standalone_mode:
            sys.exit(code)
        return code


@click.group(
    name="kwopt",
    cls=KwoptGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--lang", type=OneOf(LANGUAGES), expose_value=False, cls=SpokenOption)  # heard in `main`
@click.version_option(__version__, "--version", message="kwopt %(version)s", cls=SpokenOption)
def cli() -> None:
    """Rank search words, compose marketplace titles, and bound bids."""


def main() -> None:
    """Run `kwopt` as the console script does."""
    _hold_standard_files()
    cli()


def _hold_standard_files() -> None:
    """Open what the shell closed (">&-"): a result or a journal would else take its number, and its text.

    Remarks go nowhere then; `sys.stdout` stays None, so that who wants to print is told.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # the lowest number that is free is taken: this one
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
