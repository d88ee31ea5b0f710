"""One product of a catalog, from its facts to a finished row: scored, titled, or with the reason why not.

`compose_row` is what an engine's workers run. It depends on its arguments alone, so a product may be worked
on anywhere, twice, and in any order, and its row is the same.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kwopt import columns as c
from kwopt.errors import KwoptError
from kwopt.language.segment import segmenter
from kwopt.models import Notice, Product, Settings, fields_of
from kwopt.payloads import plain, schema, with_reason
from kwopt.rules import Marketplace
from kwopt.scoring.index import KeywordIndex
from kwopt.scoring.relevance.relevance import CLASSES
from kwopt.scoring.score import reference_worth, score_rows
from kwopt.titles.composing.compose import TitleResult, compose
from kwopt.titles.coverage.matching import cover
from kwopt.titles.words.vocabulary import eligible_keywords

ROW_SCHEMA = schema("batch-row")
DONE, FAILED = "done", "failed"

TOP_COLUMNS = (
    c.KEYWORD, c.RANK, c.SCORE, c.WORTH, c.RELEVANCE, c.RELEVANCE_CLASS, c.DATED, c.ELIGIBLE,
    c.REASON_CODE, c.REASON_WORDS, c.REASON, c.CONVERSION, c.MARKET_BUYERS, c.OPPORTUNITY, c.SEARCH_VOLUME,
    c.LISTING_COUNT, c.SOURCE_FILE, c.SOURCE_ROW,
)  # fmt: skip
"""What a row says of each of its best keywords; `--scores` has all columns."""

CURRENT_VALUE = "current_coverage_value"

Row = dict[str, Any]

_KEY_DIGITS = 32
"""Hexadecimal digits of a product's key: by chance, not two of a trillion products share one."""


@dataclass(frozen=True, kw_only=True)
class BatchOptions:
    """What every product of a run is asked for.

    Parameters
    ----------
    n
        Titles of a product.
    effort
        "fast" or "full", as `kwopt.titles.composing.compose` has it.
    prove
        Whether OR-Tools is to prove the first title best.
    keywords_top
        Best keywords that a row shows.
    scores
        Whether the figures of all keywords that fit or may fit are wanted.
    allocate
        Whether demand is shared out among the products afterwards; their eligible keywords are kept for that.
    required_words, approved_words, forbidden_words
        Words for all products, besides their own.
    """

    n: int = 1
    effort: str = "fast"
    prove: bool = False
    keywords_top: int = 10
    scores: bool = False
    allocate: bool = False
    required_words: tuple[str, ...] = ()
    approved_words: tuple[str, ...] = ()
    forbidden_words: tuple[str, ...] = ()

    def applied_to(self, product: Product) -> Product:
        """Return a product with the words for all products added to its own."""
        return product.with_words(
            required=self.required_words, approved=self.approved_words, forbidden=self.forbidden_words
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class BatchWork:
    """What all products share: the index of the keywords, settings, rules. Sent to a worker once."""

    index: KeywordIndex
    reference: float
    rows: Mapping[str, int]
    settings: Settings
    market: Marketplace
    options: BatchOptions = field(default_factory=BatchOptions)

    @classmethod
    def of(
        cls,
        index: KeywordIndex,
        *,
        rows: Mapping[str, int],
        settings: Settings,
        market: Marketplace,
        options: BatchOptions,
    ) -> "BatchWork":
        """Return the work on an index; `rows` counts those read, kept, merged and refused."""
        reference = reference_worth(index, settings)
        return cls(
            index=index, reference=reference, rows=rows, settings=settings, market=market, options=options
        )

    def scored(self, product: Product) -> pd.DataFrame:
        """Return all keywords, scored for a product."""
        index = self.index
        return score_rows(index.rows, index.spec, index.statistics, product, self.settings, self.reference)


def compose_row(work: BatchWork, product: Product) -> Row:
    """Return what the journal keeps of a product: its row, and its scores if they are wanted.

    The row says nothing of the catalog: the same product is the same row wherever it stands.

    Whatever goes wrong with one product is its row's error, so that the others are not lost with it.
    """
    try:
        return _composed(work, product)
    except KwoptError as error:
        notice = Notice.of(error)
    except Exception as error:  # a fault of ours must not cost the other products
        problem = " ".join(str(error).split())
        notice = Notice("shop.fault", "error", {"kind": type(error).__name__, "problem": problem})
    return {"row": failed_row(notice, work, product)}


def lost_row(work: BatchWork, product: Product | None) -> Row:
    """Return the row of a product that cost several workers their lives."""
    return {"row": failed_row(Notice("shop.worker_lost", "error"), work, product)}


def failed_row(error: Notice, work: BatchWork, product: Product | None = None) -> Row:
    """Return the row of a product that has no result; None is one that could not be read."""
    document: Row = plain(
        _head(FAILED)
        | {"error": error.to_dict(work.settings.lang)}
        | {"product": product.label if product else None}
        | {"current_title": product.title if product else None, CURRENT_VALUE: None}
        | {"marketplace": work.market.name}
        | {"limit": work.market.title.max, "unit": work.market.title.unit}
        | {"counts": {**work.rows, **dict.fromkeys((*CLASSES, c.ELIGIBLE))}}
        | {"titles": [], "keywords_top": [], "notices": []}
    )
    return document


def _head(status: str) -> Row:
    return {"schema": ROW_SCHEMA, "product_id": None, "row": None, "status": status}


def placed(row: Row, number: int, product_id: str | None) -> Row:
    """Return a row with its place in the catalog.

    A product without an ID is named by its row, so that every line of the output can be told apart.
    """
    error = {**row["error"], "row": number} if row["error"] else None
    return row | {"product_id": product_id or str(number), "row": number, "error": error}


def key_of(product: Product) -> str:
    """Return the key of a product in a journal: equal facts, equal key.

    >>> key_of(Product(name="旗袍")) == key_of(Product(name="旗袍")) != key_of(Product(name="唐装"))
    True
    """
    text = json.dumps(plain(fields_of(product)), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:_KEY_DIGITS]


def _composed(work: BatchWork, stated: Product) -> Row:
    options, lang = work.options, work.settings.lang
    product = options.applied_to(stated)
    scored = work.scored(product)
    result = compose(
        scored, product, marketplace=work.market, n=options.n, settings=work.settings,
        prove=options.prove, effort=options.effort,
    )  # fmt: skip
    # In Arrow: Python's texts of 39,360 classes take longer than all else here together.
    classes = pa.array(scored[c.RELEVANCE_CLASS])
    of_class = {name: np.asarray(pc.equal(classes, name)) for name in CLASSES}
    candidates = ~of_class["wrong"]
    row = plain(
        _head(DONE)
        | {"error": None, "product": product.label, "current_title": product.title}
        | {CURRENT_VALUE: _current_value(work, product, scored)}
        | {"marketplace": result.marketplace, "limit": result.limit, "unit": result.unit}
        | {"counts": _counts(work, of_class, result)}
        | {"titles": [title.to_dict(lang) for title in result.titles]}
        | {"keywords_top": _top(scored, candidates, options.keywords_top)}
        | {"notices": [notice.to_dict(lang) for notice in result.notices]}
    )
    record: Row = {"row": row}
    if options.scores:
        record["scores"] = packed(scored[candidates])
    if options.allocate:
        record["eligible"] = plain(eligible_keywords(scored))
    return record


def _current_value(work: BatchWork, product: Product, scored: pd.DataFrame) -> float | None:
    """Return what today's title covers of the keywords that a title may earn from; None without one.

    Held against the new title's coverage it says which listings gain most by a change.
    """
    if not product.title:
        return None
    earning = np.flatnonzero(scored[c.ELIGIBLE].to_numpy(dtype=bool) & (scored[c.WORTH].to_numpy() > 0))
    keywords, worths = (scored[name].array.take(earning).tolist() for name in (c.KEYWORD, c.WORTH))
    covered = cover(
        product.title, zip(keywords, worths, strict=True), segmenter=segmenter(work.index.spec),
        credits=work.settings.match_credits,
    )  # fmt: skip
    return float(sum(item.earned for item in covered))


def _counts(work: BatchWork, of_class: Mapping[str, Any], result: TitleResult) -> dict[str, int]:
    classes = {name: int(np.count_nonzero(found)) for name, found in of_class.items()}
    return {**work.rows, **classes, c.ELIGIBLE: result.eligible}


def _top(scored: pd.DataFrame, candidates: np.ndarray, most: int) -> list[Row]:
    """Return the best keywords that fit or may fit, best first."""
    places = np.flatnonzero(candidates)
    ranks = scored[c.RANK].to_numpy()[places]
    best = places[np.argsort(ranks, kind="stable")[:most]]
    # Column by column: a frame of ten rows takes longer to make than ten records.
    columns = [plain(scored[name].array.take(best).tolist()) for name in TOP_COLUMNS]
    return [with_reason(dict(zip(TOP_COLUMNS, row, strict=True))) for row in zip(*columns, strict=True)]


def packed(scored: pd.DataFrame) -> str:
    """Return scored keywords as text for a journal: an Arrow file, compressed, by rank."""
    frame = scored[list(c.SCORED)].sort_values(c.RANK, kind="stable")
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    buffer = pa.BufferOutputStream()
    with pa.ipc.new_file(buffer, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as file:
        file.write_table(table)
    return base64.b85encode(buffer.getvalue()).decode("ascii")


def scores_of(text: str, number: int, product_id: str | None) -> pa.Table:
    """Return the scored keywords that `packed` made text of, with the product's place in the catalog."""
    with pa.ipc.open_file(pa.py_buffer(base64.b85decode(text))) as file:
        table = file.read_all()
    ids = pa.array([product_id or str(number)] * table.num_rows, pa.string())
    rows = pa.array([number] * table.num_rows, pa.int64())
    return table.add_column(0, "product_id", ids).add_column(0, "row", rows)
