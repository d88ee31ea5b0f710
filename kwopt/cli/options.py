"""The options that commands share, as decorators, and the largest values that may be asked for."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import click

from kwopt.cli.mapped import catalog_map, column_map
from kwopt.cli.settings_file import apply_settings
from kwopt.cli.spoken import SpokenOption
from kwopt.cli.types import Day, Number, OneOf, Share, Word
from kwopt.locales import LANGUAGES
from kwopt.models import SHOP_STRENGTHS

Command = TypeVar("Command", bound=Callable[..., Any])

MOST_TITLES = 50
"""Different titles of one product that may be asked for: nobody reads more, and each takes seconds."""

MOST_EDITS = 10
"""Changed words that may be asked for: more is a new title, which `kwopt title` composes."""

MOST_CHARACTERS = 1_000
"""Changed characters that may be asked for: twice the longest title of any marketplace."""

MOST_JOBS = 1_024
"""Processes that may be asked for: more than any machine has cores."""

MOST_KEYWORDS_TOP = 1_000
"""Best keywords that a row of a batch may show; `--scores` has all."""

ENGINES = ("local", "dask")
"""Where a long run may be worked on, as `kwopt.runs.engines` names it (a test holds them equal)."""

MOST_INCREASE = 30.0
"""Largest rise of a bid by the platform that may be stated, as a share: Amazon's placements (up to 900 %) and
dynamic bids (up to 100 %) together make it 19 times as much."""

UPLOAD_FORMATS = ("generic", "amazon", "google", "zhitongche")
"""Layouts of `resources/uploads.toml` (a test holds them equal): help must not wait for them."""

EFFORTS = ("full", "fast")
"""Those of `kwopt.titles.proof.certify` (a test holds them equal): help must not wait for them."""


option = partial(click.option, cls=SpokenOption)
"""Declares an option whose help stands in the messages files."""


_SETTINGS = option("--settings", "settings_file", metavar="FILE.toml", is_eager=True, callback=apply_settings)
language = option("--lang", type=OneOf(LANGUAGES))
"""Adds the language to speak."""

_PROFIT = option("--profit", "profit_per_order", type=Number(), metavar="X")
_TARGETS = (
    option("--target-roas", type=Number(0), metavar="X"),
    option("--target-acos", type=Number(0), metavar="0..2"),
    option("--keep-profit", "profit_kept", type=Number(0, 0.99), default=0, metavar="0..0.99"),
    option("--max-loss-probability", type=Number(0.001, 0.999), default=0.2, metavar="P"),
)


def output(command: Command) -> Command:
    """Add how and where the result is written."""
    return _with(command, [
        _SETTINGS,
        option("--format", "format", type=OneOf(["table", "csv", "json"]), default="table"),
        option("-o", "--output", metavar="FILE"),
        language,
    ])  # fmt: skip


def reading(command: Command) -> Command:
    """Add how keyword tables are read."""
    return _with(command, [
        option("--map", "columns", metavar="CANONICAL=HEADER", multiple=True, callback=column_map),
        option("--encoding", metavar="NAME"),
        option("--sheet", metavar="NAME"),
    ])  # fmt: skip


def known(command: Command) -> Command:
    """Add that the known exports are to be listed."""
    return option("--known", is_flag=True, is_eager=True)(command)


def files_unless_known(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Ask for files, unless the known exports are to be listed."""
    if not value and not ctx.params.get("known"):
        raise click.MissingParameter(ctx=ctx, param=param)
    return value


def product(*, required: bool) -> Callable[[Command], Command]:
    """Return the decorator that adds the product file."""
    return option("-p", "--product", metavar="FILE", required=required)


def keywords(command: Command) -> Command:
    """Add the keyword tables, for commands whose arguments are titles."""
    return option("-k", "--keywords", "keywords", metavar="FILE", multiple=True, required=True)(command)


def title_words(command: Command) -> Command:
    """Add the words that titles must hold."""
    return _with(command, [
        option("--require", metavar="WORD", multiple=True, type=Word()),
        option("--lock", metavar="WORD", multiple=True, type=Word()),
    ])  # fmt: skip


def word_lists(command: Command) -> Command:
    """Add the seller's own lists of words."""
    return _with(command, [
        option("--ban", metavar="WORD", multiple=True, type=Word()),
        option("--approve", metavar="WORD", multiple=True, type=Word()),
    ])  # fmt: skip


def scoring(command: Command) -> Command:
    """Add what scoring may be told."""
    return _with(command, [
        option("--shop-strength", metavar="|".join([*SHOP_STRENGTHS, "N"]), default="growing"),
        option("--competition", metavar="0..1", type=Number(0, 1), default=0.5),
        as_of,
        option("--user-dict", metavar="FILE"),
    ])  # fmt: skip


def page(command: Command) -> Command:
    """Add where a page for people goes, and with what."""
    return _with(command, [
        option("--figures/--no-figures", "figures", default=True),
        _SETTINGS,
        option("-o", "--output", "page", metavar="FILE.html", required=True),
        language,
    ])  # fmt: skip


def earnings(command: Command) -> Command:
    """Add what an order of a product earns, and how much of it advertising may take."""
    return _with(command, [_PROFIT, *_TARGETS])


def profits(command: Command) -> Command:
    """Add what an order earns, and how much of it advertising may take."""
    return _with(command, [
        _PROFIT,
        option("--price", type=Number(0), metavar="X"),
        option("--margin", type=Share(0.001), metavar="0..1"),
        *_TARGETS,
        option("--max-increase", type=Number(0, MOST_INCREASE), default=0, metavar="X"),
    ])  # fmt: skip


def store(command: Command) -> Command:
    """Add the store in which tables and titles are kept."""
    return option("--store", metavar="FILE")(command)


def campaigns(command: Command) -> Command:
    """Add what a campaign report may be asked for besides verdicts."""
    return _with(command, [
        option("--by", "unit", type=OneOf(["keyword", "target"]), default="keyword"),
        option("--budget", type=Number(0), metavar="X"),
        option("--explore-share", type=Share(), default=0.15, metavar="0..1"),
        option("--upload", metavar="FILE"),
        option("--upload-format", type=OneOf(UPLOAD_FORMATS), default="generic"),
    ])  # fmt: skip


def as_of(command: Command) -> Command:
    """Add the only clock."""
    return option("--as-of", metavar="DATE", type=Day())(command)


def marketplace(command: Command) -> Command:
    """Add the marketplace whose rules hold."""
    return _with(command, [
        option("-m", "--marketplace", metavar="NAME", default="taobao"),
        option("--marketplaces", metavar="FILE.toml"),
    ])  # fmt: skip


def listings(command: Command) -> Command:
    """Add where titles come from besides the command line, and in which field they stand."""
    return _with(command, [
        option("--file", "listings", metavar="FILE", multiple=True),
        option("--column", metavar="HEADER"),
        option("--field", default="title", metavar="NAME"),
        option("--title", "beside", metavar="TEXT"),
        option("--encoding", metavar="NAME"),
        option("--sheet", metavar="NAME"),
    ])  # fmt: skip


def edits(command: Command) -> Command:
    """Add how much edits may change."""
    return _with(command, [
        option("--edits", type=Number(0, MOST_EDITS, whole=True), default=2, metavar="N"),
        option("--max-changed-characters", type=Number(0, MOST_CHARACTERS, whole=True), metavar="N"),
    ])  # fmt: skip


def prove(command: Command) -> Command:
    """Add that titles are to be proven best."""
    return option("--prove", is_flag=True)(command)


def effort(*, default: str) -> Callable[[Command], Command]:
    """Return the decorator that adds how much work goes into titles and their proofs."""
    return option("--effort", type=OneOf(EFFORTS), default=default)


def one_or_none(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Return an argument that may be left out as the texts it stands for."""
    return () if value is None else (value,)


def title_count(*, default: int) -> Callable[[Command], Command]:
    """Return the decorator that adds how many titles are wanted."""
    kind = Number(1, MOST_TITLES, whole=True)
    return option("-n", "--count", "count", type=kind, default=default, metavar="N")


def running(command: Command) -> Command:
    """Add where a long run is worked on, and how one that was interrupted goes on."""
    return _with(command, [
        option("--jobs", type=Number(1, MOST_JOBS, whole=True), metavar="N"),
        option("--engine", type=OneOf(ENGINES), default="local"),
        option("--scheduler", metavar="ADDRESS"),
        option("--resume", is_flag=True),
        option("--restart", is_flag=True),
    ])  # fmt: skip


def catalog(command: Command) -> Command:
    """Add how a catalog of products is read."""
    return _with(command, [
        option("--catalog-map", "catalog_columns", metavar="FIELD=HEADER", multiple=True,
               callback=catalog_map),
        option("--catalog-encoding", metavar="NAME"),
        option("--catalog-sheet", metavar="NAME"),
    ])  # fmt: skip


def _with(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
