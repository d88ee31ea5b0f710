"""Titles as a store tells them: composed, audited and used by day, and which was in use from when to when."""

import sqlite3

import pandas as pd

from kwopt import columns as c
from kwopt.history.queries import frame_of

USED = "used"
"""The event of a title that was in use on a day."""

_TITLES = f"""
SELECT t.event AS {c.EVENT}, k.composed_on AS {c.DAY}, k.marketplace AS {c.MARKETPLACE},
    p.product_id AS {c.PRODUCT_ID}, p.name AS {c.PRODUCT}, k.table_id AS "{c.TABLE}",
    t.position + 1 AS "{c.RANK}", t.text AS {c.TEXT}, t.width AS width, t.value AS value, t.reach AS reach,
    t.bound AS bound, t.gap AS gap, t.proven AS proven, NULL AS {c.STATED_BY}, k.settings AS {c.SETTINGS},
    p.id AS number, k.id AS composition, t.position AS position
FROM titles t JOIN compositions k ON k.id = t.composition JOIN products p ON p.id = k.product
UNION ALL
SELECT '{USED}', u.used_on, u.marketplace, p.product_id, p.name, NULL, NULL, u.text, NULL, NULL, NULL, NULL,
    NULL, NULL, u.stated_by, NULL, p.id, CASE u.stated_by WHEN 'product' THEN 0 ELSE 1 << 62 END, 0
FROM uses u JOIN products p ON p.id = u.product
ORDER BY {c.DAY}, number, composition, position
"""

_SAME = ["number", c.MARKETPLACE, c.TEXT]
_MEASURES = ("width", "value", "reach", "bound", "gap")
_COLUMNS = (
    c.DAY, c.EVENT, c.RANK, c.PRODUCT_ID, c.PRODUCT, c.MARKETPLACE, c.TEXT, *_MEASURES, "proven", c.TABLE,
    c.STATED_BY, c.SETTINGS,
)  # fmt: skip


def read_titles(connection: sqlite3.Connection, product: int | None = None) -> pd.DataFrame:
    """Return titles composed, audited and in use, by day; of one product or of all.

    Of one day, a title that the product's file stated comes first, one that the seller said is used last. A
    title in use has the figures with which it was last composed or audited, if it ever was.
    """
    found = _rows(connection, product)
    known = found[found[c.EVENT] != USED].drop_duplicates(_SAME, keep="last").set_index(_SAME)
    used = found[c.EVENT] == USED
    keys = pd.MultiIndex.from_frame(found.loc[used, _SAME])
    for name in _MEASURES:
        found[name] = found[name].astype("float64")
        found.loc[used, name] = known[name].astype("float64").reindex(keys).to_numpy()
    kinds = {"width": "Int64", "proven": "boolean", c.TABLE: "Int64", c.RANK: "Int64"}
    return found[[*_COLUMNS]].astype(kinds)


def _rows(connection: sqlite3.Connection, product: int | None) -> pd.DataFrame:
    found = frame_of(connection, _TITLES)
    return found if product is None else found[found["number"] == product].reset_index(drop=True)


def read_uses(connection: sqlite3.Connection, product: int | None = None) -> pd.DataFrame:
    """Return which title was in use when: one row for each unbroken use, by product and day.

    `last_seen` is the last day on which it was stated; it may have been in use longer.
    """
    found = _rows(connection, product)
    used = found[found[c.EVENT] == USED].sort_values(["number", c.MARKETPLACE, c.DAY], kind="stable")
    changed = (used[_SAME] != used[_SAME].shift()).any(axis=1).cumsum()
    names = [c.PRODUCT_ID, c.PRODUCT, c.MARKETPLACE, c.TEXT]
    firsts = used.groupby(changed, sort=False)
    return pd.DataFrame(
        {
            **{name: firsts[name].first() for name in names},
            c.FIRST_SEEN: firsts[c.DAY].first(),
            c.LAST_SEEN: firsts[c.DAY].last(),
        }
    ).reset_index(drop=True)
