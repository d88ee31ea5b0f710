"""Demand shared out among the products of a batch, once each has its title alone.

Owns how finished rows become what `kwopt.shop.allocation` asks for, and how its answer goes back into rows.
The answer is one part of the journal: a run that is killed in the middle of it begins that part again.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kwopt.models import CoveredKeyword, Product, Proof, Title, TitleToken
from kwopt.payloads import plain
from kwopt.runs.engines import Engine
from kwopt.shop.allocation import ShopProduct, allocate
from kwopt.shop.batch.work import BatchWork, Row
from kwopt.titles.composing.recomposing import solution_of, words_of

ELIGIBLE, TEXT_ALONE, ALLOCATION = "eligible", "text_alone", "allocation"

Allocated = Mapping[str, Any]
"""What the journal keeps: totals of the shop, and by row the new title and what became of the product."""


def allocation_key(keys: Sequence[str]) -> str:
    """Return the journal's key of an allocation among the products of `keys`.

    >>> allocation_key(["a", "b"]) == allocation_key(["b", "a"])
    False
    """
    return f"{ALLOCATION} {hashlib.sha256(' '.join(keys).encode()).hexdigest()[:32]}"


def shop_product(number: int, product: Product, record: Mapping[str, Any]) -> ShopProduct | None:
    """Return a finished product as the allocation takes it; None if it has no title.

    `record` is what the journal holds of it: its row, and its eligible keywords with their worths.
    """
    if not record["row"]["titles"]:
        return None
    title = title_of(record["row"]["titles"][0])
    earned = {covered.keyword: covered.earned for covered in title.coverage}
    keywords = [keyword for keyword, _ in record[ELIGIBLE]]
    return ShopProduct(
        key=str(number),
        product=product,
        keywords=tuple(keywords),
        worths=tuple(worth for _, worth in record[ELIGIBLE]),
        text=title.text,
        words=words_of(title),
        earned=tuple(earned.get(keyword, 0.0) for keyword in keywords),
        fluency_value=title.fluency_value,
        solution=solution_of(title),
    )


def title_of(document: Mapping[str, Any]) -> Title:
    """Return a title from its JSON form, its findings left out."""
    parts = {
        "tokens": tuple(TitleToken(**token) for token in document["tokens"]),
        "proof": {stage: Proof(**proof) for stage, proof in document["proof"].items()},
        "coverage": tuple(CoveredKeyword(**covered) for covered in document["coverage"]),
        "findings": (),
    }
    return Title(**{**document, **parts})


def allocated(products: Iterable[ShopProduct], work: BatchWork, engine: Engine) -> Allocated:
    """Return the titles of a shop that are worth most together, for a journal."""
    found = allocate(tuple(products), marketplace=work.market, settings=work.settings, engine=engine)
    lang = work.settings.lang
    document: Allocated = plain(
        {
            "totals": found.to_dict(),
            "products": {
                item.key: item.to_dict() | {"title": item.title.to_dict(lang) if item.title else None}
                for item in found.titles
            },
        }
    )
    return document


def with_allocation(row: Row, found: Allocated | None) -> Row:
    """Return a row with its part of an allocation: the title it gets, and the text of the one alone."""
    mine = found["products"].get(str(row["row"])) if found else None
    if mine is None:
        return row
    alone, *others = row["titles"]
    told = {name: value for name, value in mine.items() if name != "title"}
    first = mine["title"] or alone
    return row | {"titles": [first, *others], ALLOCATION: {TEXT_ALONE: alone["text"], **told}}
