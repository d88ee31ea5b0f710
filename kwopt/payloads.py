"""Results as JSON documents: the envelope, and one body a command. Owns the shapes, not the results.

Every value in a document is plain: NaN is null, NumPy scalars are Python's, dates are ISO text, floats keep
full precision. Keys come in the order in which they are written here, so equal results give equal bytes.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from kwopt import columns as c
from kwopt.errors import KwoptError
from kwopt.messages import message
from kwopt.models import Finding, Notice, Product, Settings
from kwopt.version import __version__

if TYPE_CHECKING:  # the error document must not wait for pandas
    import pandas as pd

    from kwopt.bids import BidResult
    from kwopt.bids.campaigns.budget import BudgetSplit
    from kwopt.rules import CheckedTitle
    from kwopt.scoring.questions.missing import MissingFact
    from kwopt.tables import KeywordTable
    from kwopt.tables.table import ReadFiles
    from kwopt.titles.auditing.audited import Audit
    from kwopt.titles.composing.compose import TitleResult
    from kwopt.titles.coverage.meetings import Simulations
    from kwopt.titles.fields import ComposedField

SCHEMA_VERSION = 1
_ROWS_AT_ONCE = 20_000  # of a frame that are mappings together
CLASSES = ("fits", "possible", "wrong")

Document = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What surrounds every result: the command, settings in force, inputs, notices, the language of texts."""

    command: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    inputs: Sequence[Mapping[str, Any]] = ()
    notices: Sequence[Notice] = ()
    lang: str = "en"

    def around(self, body: Mapping[str, Any]) -> Document:
        """Return the whole document."""
        envelope = {
            "schema": schema(self.command),
            "kwopt": __version__,
            "settings": dict(self.settings),
            "inputs": list(self.inputs),
            "notices": [notice.to_dict(self.lang) for notice in self.notices],
        }
        whole: Document = plain(envelope | dict(body))
        return whole


def schema(command: str) -> str:
    """Return the schema's name.

    >>> schema("score")
    'kwopt.score/1'
    """
    return f"kwopt.{command}/{SCHEMA_VERSION}"


def plain(value: Any) -> Any:
    """Return `value` as JSON can hold it.

    >>> plain({"a": float("nan"), "b": np.int64(3), "c": (date(2026, 5, 1), np.array([0.5]))})
    {'a': None, 'b': 3, 'c': ['2026-05-01', [0.5]]}
    """
    if value is None or isinstance(value, (bool, int, Records, Encoded)):
        return value
    if isinstance(value, str):
        return str(value)  # not NumPy's kind, nor an enumeration's
    if _is_missing(value):
        return None
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    return str(value)


def _is_missing(value: Any) -> bool:
    # pandas' NA and NaT, told by name: importing pandas here would slow every error down.
    return type(value).__name__ in ("NAType", "NaTType")


def to_json(document: Mapping[str, Any]) -> str:
    r"""Return a document as text: one key a line, one entry of a list a line.

    So large documents can be read, searched line by line and compared.

    >>> to_json({"a": 1, "b": [{"c": "旗袍"}, {"c": "唐装"}]})
    '{\n"a": 1,\n"b": [\n{"c": "旗袍"},\n{"c": "唐装"}\n]\n}\n'
    """
    return "".join(json_parts(document))


def json_parts(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the text of `to_json` in parts, so that a million records never stand in memory at once."""
    for place, (key, value) in enumerate(document.items()):
        yield ("," if place else "{") + f"\n{_compact(key)}: "
        if isinstance(value, Encoded) and value.count:
            yield from ((",\n" if number else "[\n") + part for number, part in enumerate(value.parts()))
            yield "\n]"
        elif isinstance(value, (list, Records)) and len(value):
            yield from ((",\n" if number else "[\n") + _compact(item) for number, item in enumerate(value))
            yield "\n]"
        else:
            yield _compact([] if isinstance(value, (Records, Encoded)) else value)
    yield "\n}\n" if document else "{\n\n}\n"


def record_lines(records: Sequence[Mapping[str, Any]]) -> str:
    r"""Return records as they stand in a document's list, one a line, without the list's brackets.

    >>> record_lines([{"a": 1}, {"a": 2}])
    '{"a": 1},\n{"a": 2}'
    """
    return ",\n".join(map(_compact, records))


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def error_document(
    code: str, params: Mapping[str, Any], where: Mapping[str, Any], lang: str = "en"
) -> Document:
    """Return the document of an error.

    >>> error_document("tables.no_file", {}, {"file": "a.csv"})["error"]["message"]
    'a.csv: there is no such file; check the path'
    """
    document: Document = plain({
        "schema": schema("error"),
        "error": {
            "code": code, "level": "error", "message": message(code, {**where, **params}, lang),
            "params": dict(params), **where,
        },
    })  # fmt: skip
    return document


def document_of_error(error: KwoptError, lang: str = "en") -> Document:
    """Return the document of one of kwopt's own errors."""
    return error_document(
        error.code,
        error.params,
        {key: value for key, value in error.where.items() if value is not None},
        lang,
    )


def settings_in_force(settings: Settings | None, options: Mapping[str, Any]) -> Document:
    """Return scoring's settings and a command's other options in one mapping; settings win."""
    known = settings.to_dict() if settings else {}
    merged: Document = plain({**known, **{key: value for key, value in options.items() if key not in known}})
    return merged


@dataclass(frozen=True, eq=False)
class Records(Sequence[Document]):
    """The rows of a frame as plain mappings, made some thousand at a time when they are asked for.

    >>> import pandas as pd
    >>> list(Records(pd.DataFrame({"a": [1, 2]}), frame_records))
    [{'a': 1}, {'a': 2}]
    """

    frame: "pd.DataFrame"
    make: Callable[["pd.DataFrame"], list[Document]]

    def __len__(self) -> int:
        return len(self.frame)

    def __iter__(self) -> Iterator[Document]:
        for start in range(0, len(self.frame), _ROWS_AT_ONCE):
            yield from self.make(self.frame.iloc[start : start + _ROWS_AT_ONCE])

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return self.make(self.frame.iloc[place])
        return self.make(self.frame.iloc[[place]])[0]


@dataclass(frozen=True, eq=False)
class Encoded:
    r"""Entries of a document's list that are text already: so many, in parts as `record_lines` gives them.

    >>> "".join(json_parts({"a": Encoded(2, lambda: iter(['1,\n2']))}))
    '{\n"a": [\n1,\n2\n]\n}\n'
    """

    count: int
    parts: Callable[[], Iterator[str]]

    def __len__(self) -> int:
        return self.count


def frame_records(frame: "pd.DataFrame") -> list[Document]:
    """Return the rows of a frame as mappings, missing values as None."""
    names = [str(name) for name in frame.columns]
    columns = [_column(frame.iloc[:, place]) for place in range(len(names))]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _column(values: "pd.Series") -> list[Any]:
    if values.dtype.kind == "f":
        numbers = values.to_numpy(dtype=np.float64)
        return [
            number if good else None
            for number, good in zip(numbers.tolist(), np.isfinite(numbers), strict=True)
        ]
    return [plain(value) for value in values.tolist()]


def product_document(product: Product | None) -> Document | None:
    """Return a product's stated fields, None without a product."""
    if product is None:
        return None
    stated = {name: getattr(product, name) for name in product.__dataclass_fields__}
    kept = {name: value for name, value in stated.items() if value not in (None, ())}
    document: Document = plain(kept)
    return document


def score_counts(table: "ReadFiles", classes: Mapping[str, int]) -> dict[str, int]:
    """Return how many rows were read, kept, merged and refused, and how many keywords are of each class."""
    return {
        "rows_read": table.rows_read,
        "rows_kept": table.rows_kept,
        "rows_merged": table.rows_merged,
        "rows_refused": table.rows_refused,
        **{name: classes.get(name, 0) for name in CLASSES},
    }


def inspect_body(table: "KeywordTable", lang: str = "en") -> Document:
    """Return the body of `kwopt inspect`."""
    return {"files": table.describe(lang)}


def score_body(
    counts: Mapping[str, int],
    keywords: "Records | Encoded",
    product: Product | None,
    facts: "Sequence[MissingFact]",
    lang: str = "en",
) -> Document:
    """Return the body of `kwopt score`: the keywords as `scored_records` makes them, in their order."""
    return {
        "product": product_document(product),
        "counts": dict(counts),
        "keywords": keywords,
        "missing_facts": [fact.to_dict(lang) for fact in facts],
    }


def scored_records(scored: "pd.DataFrame") -> list[Document]:
    """Return scored keywords as mappings; the reason is a code, its words and its text, null for none."""
    return [with_reason(record) for record in frame_records(scored)]


def with_reason(record: Document) -> Document:
    """Return a scored keyword with its reason as one entry: a code, its words and its text, None for none."""
    code, words = record[c.REASON_CODE], (record[c.REASON_WORDS] or "").split()
    return record | {c.REASON: {"code": code, "words": words, "text": record[c.REASON]} if code else None}


def title_body(
    result: "TitleResult",
    product: Product | None,
    facts: "Sequence[MissingFact]",
    lang: str = "en",
    *,
    fields: "Mapping[str, ComposedField] | None" = None,
) -> Document:
    """Return the body of `kwopt title`; `fields` are those that go with the first title."""
    return {
        "product": product_document(product),
        "marketplace": result.marketplace,
        "field": result.field,
        "limit": result.limit,
        "unit": result.unit,
        "candidates": result.candidates,
        "eligible": result.eligible,
        "titles": [title.to_dict(lang) for title in result.titles],
        "dropped": dropped_records(result, lang),
        "fields": {name: field.to_dict(lang) for name, field in (fields or {}).items()},
        "missing_facts": [fact.to_dict(lang) for fact in facts],
    }


def dropped_records(result: "TitleResult", lang: str = "en") -> list[Document]:
    """Return the keywords that no title could take, with the reason of each."""
    return [
        {"keyword": left.keyword, "code": left.code, "message": message(left.code, None, lang)}
        for left in result.dropped
    ]


def audit_body(audit: "Audit", product: Product | None, lang: str = "en") -> Document:
    """Return the body of `kwopt audit`."""
    return {"product": product_document(product), **audit.to_dict(lang)}


def match_body(result: "Simulations", product: Product | None, lang: str = "en") -> Document:
    """Return the body of `kwopt match`: a list of titles, also for one."""
    return {"product": product_document(product), **result.to_dict(lang)}


def check_body(checked: Sequence["CheckedTitle"], marketplace: str, lang: str = "en") -> Document:
    """Return the body of `kwopt check`: a list of titles, also for one."""
    return {
        "marketplace": marketplace,
        "ok": all(title.ok for title in checked),
        "titles": [title.to_dict(lang) for title in checked],
    }


def bid_body(
    result: "BidResult",
    lang: str = "en",
    *,
    budget: "BudgetSplit | None" = None,
    places: Sequence[int] | None = None,
) -> Document:
    """Return the body of `kwopt bid`; a report's reasons are sentences, and it has lists and sums.

    `places` are those of the rows that stand under `keywords`, in order; all rows by default.
    """
    frame = result.frame
    if result.mode == "report":
        frame = frame.assign(reason_code=frame[c.REASON], reason=result.reasons(lang))
    return _bid_head(result) | {
        "keywords": frame_records(frame if places is None else frame.iloc[list(places)]),
        "totals": dict(result.totals) if result.totals else None,
        **(_lists(result) if result.mode == "report" else {}),
        **({"budget": budget.to_dict()} if budget else {}),
    }


def _bid_head(result: "BidResult") -> Document:
    return {
        "mode": result.mode,
        "currency": result.currency,
        "unit_economics": result.unit_economics.to_dict(),
        "break_even_roas": result.break_even_roas,
        "break_even_acos": result.break_even_acos,
        "target_roas": result.goal.target_roas,
        "profit_kept": result.goal.profit_kept,
        "margin": result.margin,
        "allowance": result.goal.allowance,
        "max_loss_probability": result.max_loss_probability,
        "rates": result.rates_learned,
    }


def _lists(result: "BidResult") -> Document:
    """Return words that waste money, words worth more, and the sums of each verdict."""
    from kwopt.bids.campaigns.lists import (  # pandas: errors must not wait
        by_verdict,
        waste_total,
        wasting,
        worth_more,
    )

    waste = wasting(result)
    return {
        "verdicts": by_verdict(result),
        "waste": frame_records(waste),
        "waste_total": waste_total(waste),
        "worth_more": frame_records(worth_more(result)),
    }


def finding_records(findings: Sequence[Finding], lang: str = "en") -> list[Document]:
    """Return findings as mappings."""
    return [plain(finding.to_dict(lang)) for finding in findings]
