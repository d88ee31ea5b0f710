"""Titles as a store writes them: composed or audited on a day for a product, and which was in use when.

How they are read is `kwopt.history.titlerows`'.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from kwopt.errors import HistoryError
from kwopt.files.texts import encodable
from kwopt.language.normalize import match_form
from kwopt.models import Product, Settings, Title
from kwopt.rules import marketplace

_COUNTRY = re.compile("[:._]")  # what `kwopt.rules` takes before a marketplace's country

Event = Literal["composed", "audited", "best"]
StatedBy = Literal["product", "seller"]


@dataclass(frozen=True, kw_only=True)
class TitleFigures:
    """What a store keeps of a title, under the names of `kwopt.models.Title`."""

    text: str
    width: int
    value: float
    reach: float | None
    bound: float
    gap: float
    proven: bool

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "TitleFigures":
        """Return them out of a title's JSON form."""
        return cls(**{item.name: document[item.name] for item in fields(cls)})


@dataclass(frozen=True, kw_only=True)
class Composition:
    """Titles that one call composed or audited.

    `titles` come with their event: "composed", "audited", or "best" for the best one beside an audited one.
    `table` is the number of the table in the store whose keywords they were composed from.
    """

    product: Product
    marketplace: str
    titles: Sequence[tuple[Event, Title | TitleFigures]]
    as_of: date
    settings: Settings
    table: int | None = None


@dataclass(frozen=True)
class StoredTitles:
    """A composition of a store: its number, and since when the title that its product states is replaced.

    `replaced_on` is None where the stated title counts as in use.
    """

    number: int
    replaced_on: str | None = None


def market_id(name: str) -> str:
    """Return the one name under which a store keeps a marketplace and its country, however it is called.

    Raises
    ------
    SettingError
        If there is no such marketplace: a slip would be a place that nobody finds again.

    >>> market_id("淘宝"), market_id("Taobao"), market_id("Amazon:DE"), market_id("amazon.de")
    ('taobao', 'taobao', 'amazon:de', 'amazon:de')
    """
    market, wanted = marketplace(name), name.strip().casefold()
    base = market.name.partition(":")[0]
    if wanted in (base, *(alias.casefold() for alias in market.aliases)):
        return base
    return f"{base}:{_COUNTRY.split(wanted, maxsplit=1)[1]}"


def write_composition(connection: sqlite3.Connection, composed: Composition) -> StoredTitles:
    """Write titles, inside a transaction; the same call of the same day is kept once, as it was last.

    The product's own title, where it states one, was in use on that day; unless the seller has said since
    that another one took its place: then the product's file is out of date.
    """
    composed = replace(composed, marketplace=market_id(composed.marketplace))
    product = product_number(connection, composed.product)
    title = encodable(composed.product.title or "")
    replaced = _replaced_on(connection, product, composed, title) if title else None
    if title and replaced is None:
        write_use(connection, product, composed.marketplace, title, composed.as_of)
    number = _composition_number(connection, product, composed)
    connection.execute("DELETE FROM titles WHERE composition = ?", (number,))
    rows = [
        (number, position, event, encodable(made.text), made.width, made.value, made.reach, made.bound,
         made.gap, made.proven)
        for position, (event, made) in enumerate(composed.titles)
    ]  # fmt: skip
    connection.executemany("INSERT INTO titles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return StoredTitles(number, replaced)


def _replaced_on(
    connection: sqlite3.Connection, product: int, composed: Composition, stated: str
) -> str | None:
    """Return the day on which the seller said that another title took the place of the one that is stated."""
    query = (
        "SELECT used_on, text, stated_by FROM uses WHERE product = ? AND marketplace = ? AND used_on <= ? "
        "ORDER BY used_on"
    )
    known = (product, composed.marketplace, composed.as_of.isoformat())
    uses = connection.execute(query, known).fetchall()
    if not uses or uses[-1][2] != "seller" or uses[-1][1] == stated:
        return None
    was_in_use = any(text == stated for _, text, _ in uses)
    return str(uses[-1][0]) if was_in_use else None


def _composition_number(connection: sqlite3.Connection, product: int, composed: Composition) -> int:
    settings = encodable(json.dumps(composed.settings.to_dict(), ensure_ascii=False, sort_keys=True))
    day = composed.as_of.isoformat()
    kind = "audited" if any(event == "audited" for event, _ in composed.titles) else "composed"
    audited = [title.text for event, title in composed.titles if event == "audited"]
    known = json.dumps([product, composed.table, composed.marketplace, day, settings, kind, audited])
    row = (hashlib.sha256(known.encode()).hexdigest(), product, composed.table, composed.marketplace, day,
           settings)  # fmt: skip
    connection.execute(
        "INSERT OR IGNORE INTO compositions (fingerprint, product, table_id, marketplace, composed_on, "
        "settings) VALUES (?, ?, ?, ?, ?, ?)",
        row,
    )
    found = connection.execute("SELECT id FROM compositions WHERE fingerprint = ?", row[:1])
    return int(found.fetchone()[0])


def product_number(connection: sqlite3.Connection, product: Product) -> int:
    """Return the number of a product, which gets one if it is new; its name is kept as it was last stated.

    A product is known by its id; without one by its name, and without that by its title: it is another one
    when that changes.
    """
    named = encodable(product.product_id) if product.product_id else None
    name = encodable(product.label)
    identity = match_form(named or name)
    connection.execute(
        "INSERT INTO products (identity, product_id, name) VALUES (?, ?, ?) "
        "ON CONFLICT (identity) DO UPDATE SET product_id = excluded.product_id, name = excluded.name",
        (identity, named, name),
    )
    row = connection.execute("SELECT id FROM products WHERE identity = ?", (identity,)).fetchone()
    return int(row[0])


def known_product(connection: sqlite3.Connection, name: str, *, file: str) -> int:
    """Return the number of the product with this id or name.

    Raises
    ------
    HistoryError
        If there is none, or several are called so.
    """
    form = match_form(encodable(name))
    rows = connection.execute("SELECT id, identity, product_id, name FROM products ORDER BY id").fetchall()
    found = [row for row in rows if row[1] == form] or [row for row in rows if match_form(row[3]) == form]
    if len(found) > 1:
        ids = [row[2] or row[3] for row in found]
        raise HistoryError("history.several_products", file=file, value=name, choices=ids[:_SHOWN])
    if not found:
        ids = [row[2] or row[3] for row in rows]
        code = "history.unknown_product" if ids else "history.no_products"
        raise HistoryError(code, file=file, value=name, choices=ids[:_SHOWN], count=len(ids))
    return int(found[0][0])


def last_marketplace(connection: sqlite3.Connection, product: int) -> str:
    """Return the marketplace in which a product last had a title."""
    query = (
        "SELECT marketplace FROM (SELECT marketplace, composed_on AS day FROM compositions WHERE product = ? "
        "UNION ALL SELECT marketplace, used_on FROM uses WHERE product = ?) ORDER BY day DESC LIMIT 1"
    )
    return str(connection.execute(query, (product, product)).fetchone()[0])


_SHOWN = 12
"""Products that a message names."""


def write_use(
    connection: sqlite3.Connection,
    product: int,
    marketplace: str,
    text: str,
    on: date,
    *,
    stated_by: StatedBy = "product",
) -> None:
    """Write that a title was in use on a day; of one day the seller's word goes before the product's file."""
    connection.execute(
        "INSERT INTO uses (product, marketplace, used_on, text, stated_by) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (product, marketplace, used_on) DO UPDATE SET text = excluded.text, "
        "stated_by = excluded.stated_by WHERE excluded.stated_by >= stated_by",  # "seller" > "product"
        (product, marketplace, on.isoformat(), encodable(text), stated_by),
    )
