"""The gathering of a command's options into one `Request`, and what contradicts itself in them."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import click

from kwopt.cli.failures import StatedUsageError
from kwopt.cli.request import Request
from kwopt.cli.voice import Voice
from kwopt.locales import Lang


def requested(function: Callable[[Request], None]) -> Callable[..., None]:
    """Gather all options of a command into one `Request`; today's date is read here and nowhere else."""

    @click.pass_context
    @wraps(function)
    def run(ctx: click.Context, /, **options: Any) -> None:
        for day in _DAYS & options.keys():
            options[day] = options[day] or date.today()
        request = Request(voice=_voice(ctx, options.get("lang")), stated=tuple(options), **options)
        _check(ctx, request)
        function(request)

    return run


_DAYS = frozenset({"as_of", "used_on"})
"""Options that are today unless they are stated."""


def _voice(ctx: click.Context, lang: Lang | None) -> Voice:
    voice = ctx.find_object(Voice) or Voice("en")
    if lang:
        voice.lang = lang
    return voice


_EITHER_OR = (("target_roas", "target_acos"), ("price", "product"), ("price", "margin"))
"""Fields of which one says what the other says too."""


def _check(ctx: click.Context, request: Request) -> None:
    """Refuse what contradicts itself before anything is read."""
    for one, other in _EITHER_OR:
        if getattr(request, one) is not None and getattr(request, other) is not None:
            raise StatedUsageError(ctx, "cli.either_or", options=[_option(one), _option(other)])
    sources = (
        *request.keywords, *request.more_keywords, *request.titles, *request.listings,
        request.product or "", request.catalog or "",
    )  # fmt: skip
    if sources.count("-") > 1:
        raise StatedUsageError(ctx, "cli.stdin_twice")
    needless = [_option(name) for name in ("require", "ban", "lock", "approve") if getattr(request, name)]
    if needless and request.product is None and ctx.info_name in ("score", "match", "bid"):
        raise StatedUsageError(ctx, "cli.needs_product", options=needless)


def _option(field: str) -> str:
    return f"--{field.replace('_', '-')}"
