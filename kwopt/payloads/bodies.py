"""The body of each command's document: owns the shapes, not the results. Keys stand in the order written."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kwopt import columns as c
from kwopt.messages import message
from kwopt.models import Product, fields_of
from kwopt.payloads.values import Document, Encoded, Records, frame_records, plain

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


def product_document(product: Product | None) -> Document | None:
    """Return a product's stated fields, None without a product."""
    if product is None:
        return None
    kept = {name: value for name, value in fields_of(product).items() if value not in (None, ())}
    document: Document = plain(kept)
    return document


def score_counts(table: "ReadFiles", classes: Mapping[str, int]) -> dict[str, int]:
    """Return how many rows were read, kept, merged and refused, and how many keywords are of each class."""
    return {**table.row_counts, **classes}


def inspect_body(table: "KeywordTable", lang: str = "en") -> Document:
    """Return the body of `kwopt inspect`."""
    return {"files": table.describe(lang)}


def score_body(
    counts: Mapping[str, int],
    keywords: Records | Encoded,
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
