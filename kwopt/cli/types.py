"""Kinds of option values, each with a sentence of its own for what it cannot read."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

import click

from kwopt.cli.failures import StatedUsageError, shown_name

Param = click.Parameter | None
Context = click.Context | None


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day, as 2026-05-01; a settings file may hold a TOML date."""

    name = "date"

    def convert(self, value: Any, param: Param, ctx: Context) -> date:
        """Return the day; anything else is a usage error."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            _refuse(ctx, param, "cli.bad_date", value)


class Number(click.ParamType):  # type: ignore[type-arg]
    """A number between `low` and `high`, the ends allowed; `whole` for counts."""

    name = "number"

    def __init__(self, low: float = -math.inf, high: float = math.inf, *, whole: bool = False) -> None:
        self.low = low
        self.high = high
        self.whole = whole

    def convert(self, value: Any, param: Param, ctx: Context) -> float:
        """Return the number; anything else, or one outside the range, is a usage error."""
        try:
            number = int(str(value)) if self.whole else float(value)
        except (TypeError, ValueError):
            near = _plain_number(str(value))
            if near is not None and not self.whole:
                _refuse(ctx, param, "cli.number_with_signs", value, near=near)
            _refuse(ctx, param, "cli.bad_number", value)
        if not (self.low <= number <= self.high and math.isfinite(number)):
            _refuse(ctx, param, self._code, value, low=f"{self.low:g}", high=f"{self.high:g}")
        return number

    @property
    def _code(self) -> str:
        """The message that tells the range, as far as it has ends."""
        if math.isfinite(self.high):
            return "cli.bad_range"
        return "cli.bad_amount" if math.isfinite(self.low) else "cli.bad_number"


class Share(Number):
    """A number from `low` to 1; one that looks like percent is told how to be written."""

    def __init__(self, low: float = 0) -> None:
        super().__init__(low, 1)

    def convert(self, value: Any, param: Param, ctx: Context) -> float:
        """Return the share; anything else is a usage error."""
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = 0
        if 1 < number <= 100:
            _refuse(ctx, param, "cli.percent_for_share", value, near=f"{number / 100:g}")
        return super().convert(value, param, ctx)


def _plain_number(text: str) -> str | None:
    """Return how a number with a currency, a percent sign or commas is written plainly; None for no number.

    >>> _plain_number("¥1,299.00"), _plain_number("30%"), _plain_number("high")
    ('1299', '0.3', None)
    """
    bare = text.strip().strip("¥￥$€£元 ").replace(",", "").replace("，", "")
    try:
        number = float(bare.rstrip("%％")) / (100 if bare.endswith(("%", "％")) else 1)
    except ValueError:
        return None
    return f"{number:.10g}" if math.isfinite(number) else None


class Word(click.ParamType):  # type: ignore[type-arg]
    """A word, or several: it must hold a letter or a hanzi."""

    name = "word"

    def convert(self, value: Any, param: Param, ctx: Context) -> str:
        """Return the word; one of blanks and signs alone is a usage error."""
        if not any(character.isalnum() for character in str(value)):
            _refuse(ctx, param, "cli.no_word", value)
        return str(value)


class OneOf(click.ParamType):  # type: ignore[type-arg]
    """One of some words."""

    name = "choice"

    def __init__(self, choices: Sequence[str]) -> None:
        self.choices = tuple(choices)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """Return what help shows: the words."""
        return "|".join(self.choices)

    def convert(self, value: Any, param: Param, ctx: Context) -> str:
        """Return the word; any other is a usage error."""
        if value not in self.choices:
            _refuse(ctx, param, "cli.bad_choice", value, choices=self.choices)
        return str(value)


def _refuse(ctx: Context, param: Param, code: str, value: Any, **params: Any) -> NoReturn:
    raise StatedUsageError(ctx, code, option=shown_name(param), value=value, **params)
