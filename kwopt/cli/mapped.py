"""Options that say which header means what, as "NAME=HEADER": their values read and checked."""

from collections.abc import Sequence

import click

from kwopt.cli.failures import StatedUsageError
from kwopt.columns import KEYWORD, NUMERIC, REPORT_GROUPS

CANONICAL = (KEYWORD, *NUMERIC, *REPORT_GROUPS)
"""Columns that "--map" may name."""


def column_map(ctx: click.Context, _param: click.Parameter, values: Sequence[str]) -> dict[str, str] | None:
    """Return what "--map" says: canonical column to header; None where it is not given."""
    found = _headers(ctx, values, bad="cli.bad_map")
    for canonical in found:
        if canonical not in CANONICAL:
            raise StatedUsageError(ctx, "cli.unknown_column", column=canonical, choices=CANONICAL)
    return found or None


def catalog_map(ctx: click.Context, _param: click.Parameter, values: Sequence[str]) -> dict[str, str] | None:
    """Return what "--catalog-map" says: field to header; its fields are checked where catalogs are read."""
    return _headers(ctx, values, bad="cli.bad_catalog_map") or None


def _headers(ctx: click.Context, values: Sequence[str], *, bad: str) -> dict[str, str]:
    """Return headers by name; `bad` is the message on a value of another form."""
    found: dict[str, str] = {}
    for value in values:
        name, _, header = value.partition("=")
        if not name or not header:
            raise StatedUsageError(ctx, bad, value=value)
        if found.get(name, header) != header:
            raise StatedUsageError(ctx, "cli.mapped_twice", column=name, headers=[found[name], header])
        found[name] = header
    return found
