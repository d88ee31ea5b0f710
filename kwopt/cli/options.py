"""The options that commands share, as decorators, and the gathering of all options into one `Request`."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any, TypeVar

import click

from kwopt.cli.failures import StatedUsageError
from kwopt.cli.request import Request
from kwopt.cli.settings_file import apply_settings
from kwopt.cli.types import Day, Number, OneOf
from kwopt.cli.voice import Voice
from kwopt.columns import KEYWORD, NUMERIC
from kwopt.models import SHOP_STRENGTHS

Command = TypeVar("Command", bound=Callable[..., Any])

CANONICAL = (KEYWORD, *NUMERIC)
"""Columns that "--map" may name."""

MOST_TITLES = 50
"""Different titles of one product that may be asked for: nobody reads more, and each takes seconds."""


def output(command: Command) -> Command:
    """Add how and where the result is written."""
    return _with(command, [
        click.option("--settings", "settings_file", metavar="FILE.toml", is_eager=True,
                     callback=apply_settings, help="Read options from FILE.toml; the command line wins."),
        click.option("--format", "format", type=OneOf(["table", "csv", "json"]), default="table",
                     help="What to print on stdout. [default: table]"),
        click.option("-o", "--output", metavar="FILE",
                     help="Write to FILE: .csv, .tsv, .xlsx, .json, .jsonl or .parquet; - is stdout."),
        click.option("--lang", type=OneOf(["zh", "en"]),
                     help="Language of messages. [default: KWOPT_LANG, then the locale]"),
    ])  # fmt: skip


def reading(command: Command) -> Command:
    """Add how keyword tables are read."""
    return _with(command, [
        click.option("--map", "columns", metavar="CANONICAL=HEADER", multiple=True, callback=_column_map,
                     help="Say what a column is, as in search_volume=搜索人气; may repeat."),
        click.option("--encoding", help="Encoding of text files. [default: found from the bytes]"),
        click.option("--sheet", help="Sheet of a workbook. [default: the one most like a keyword table]"),
    ])  # fmt: skip


def product(*, required: bool) -> Callable[[Command], Command]:
    """Return the decorator that adds the product file."""
    return click.option(
        "-p", "--product", metavar="FILE", required=required, help="Product file: TOML, JSON or YAML."
    )


def title_words(command: Command) -> Command:
    """Add the words that titles must hold."""
    return _with(command, [
        click.option("--require", metavar="WORD", multiple=True, help="A title must hold WORD; may repeat."),
        click.option("--lock", metavar="WORD", multiple=True,
                     help="A title must hold WORD unbroken, as one word; may repeat."),
    ])  # fmt: skip


def word_lists(command: Command) -> Command:
    """Add the seller's own lists of words."""
    return _with(command, [
        click.option("--ban", metavar="WORD", multiple=True, help="A title must not hold WORD; may repeat."),
        click.option("--approve", metavar="WORD", multiple=True,
                     help="You answer for WORD (a claim, a registered name); may repeat."),
    ])  # fmt: skip


def scoring(command: Command) -> Command:
    """Add what scoring may be told."""
    return _with(command, [
        click.option("--shop-strength", metavar="|".join([*SHOP_STRENGTHS, "N"]), default="growing",
                     help="How many listings deep shoppers still meet your shop. [default: growing]"),
        click.option("--competition", metavar="0..1", type=Number(0, 1), default=0.5,
                     help="Weight of competition: 0 demand alone, 1 searches per listing. [default: 0.5]"),
        as_of,
        click.option("--user-dict", metavar="FILE",
                     help="Words to keep whole, one a line (jieba's format is read too)."),
    ])  # fmt: skip


def as_of(command: Command) -> Command:
    """Add the only clock."""
    return _with(command, [
        click.option("--as-of", metavar="DATE", type=Day(),
                     help="The day for which words and rules are judged, as 2026-05-01. [default: today]"),
    ])  # fmt: skip


def marketplace(command: Command) -> Command:
    """Add the marketplace whose rules hold."""
    return _with(command, [
        click.option("-m", "--marketplace", metavar="NAME", default="taobao",
                     help="Whose rules hold: taobao, tmall, jd, pinduoduo, amazon ... [default: taobao]"),
    ])  # fmt: skip


def requested(function: Callable[[Request], None]) -> Callable[..., None]:
    """Gather all options of a command into one `Request`; today's date is read here and nowhere else."""

    @click.pass_context
    @wraps(function)
    def run(ctx: click.Context, /, **options: Any) -> None:
        if "as_of" in options and options["as_of"] is None:
            options["as_of"] = date.today()
        request = Request(voice=_voice(ctx, options.get("lang")), stated=tuple(options), **options)
        _check(ctx, request)
        function(request)

    return run


def _voice(ctx: click.Context, lang: str | None) -> Voice:
    voice = ctx.find_object(Voice) or Voice("en")
    if lang in ("zh", "en"):
        voice.lang = "zh" if lang == "zh" else "en"
    return voice


def _check(ctx: click.Context, request: Request) -> None:
    """Refuse what contradicts itself before anything is read."""
    sources = (*request.keywords, *request.titles, request.product or "")
    if sources.count("-") > 1:
        raise StatedUsageError(ctx, "cli.stdin_twice")
    words = {
        "--require": request.require,
        "--ban": request.ban,
        "--lock": request.lock,
        "--approve": request.approve,
    }
    needless = [option for option, given in words.items() if given]
    if needless and request.product is None and ctx.info_name in ("score", "bid"):
        raise StatedUsageError(ctx, "cli.needs_product", options=needless)


def _column_map(ctx: click.Context, _param: click.Parameter, values: Sequence[str]) -> dict[str, str] | None:
    found = {}
    for value in values:
        canonical, sign, header = value.partition("=")
        if not sign or not header or not canonical:
            raise StatedUsageError(ctx, "cli.bad_map", value=value)
        if canonical not in CANONICAL:
            raise StatedUsageError(ctx, "cli.unknown_column", column=canonical, choices=CANONICAL)
        found[canonical] = header
    return found or None


def _with(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
