"""Titles for a product out of its scored keywords: composed, filled, checked, with their proof.

The value that is reported comes from the checker (`kwopt.titles.matching`), which reads the finished text
and shares no code with the search.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.errors import TableError
from kwopt.language.lexicon import senses_of
from kwopt.language.normalize import match_form
from kwopt.language.segment import Segmenter, SegmenterSpec, segmenter
from kwopt.models import Notice, Product, Proof, Settings, Title, TitleToken
from kwopt.rules import FieldRule, check_title
from kwopt.rules import marketplace as marketplace_named
from kwopt.scoring.facts import product_facts
from kwopt.scoring.relevance import FITS
from kwopt.titles.matching import cover
from kwopt.titles.order import arrange
from kwopt.titles.problem import TitleProblem
from kwopt.titles.reachable import Reachable
from kwopt.titles.rows import Rows, rows
from kwopt.titles.scorer import Orders
from kwopt.titles.solve import DISTANCE, Solution, SolvedTitle, solve
from kwopt.titles.vocabulary import Composition, build_composition

_BARRED_SHOWN = 3  # keywords that a notice names
FILLED = 0.9
"""Share of the limit that a title should use: room that earns nothing is filled with facts up to the limit,
and less than this is remarked."""

FILL_KICKS = 8


@dataclass(frozen=True)
class DroppedKeyword:
    """An eligible keyword that no title of the problem can cover, with the code of the reason."""

    keyword: str
    code: str


@dataclass(frozen=True)
class TitleResult:
    """Titles of one product, best first; empty where nothing fits, with a notice that says so.

    `candidates` counts the scored keywords, `eligible` those from which a title may earn.
    """

    product: str
    marketplace: str
    field: str
    limit: int
    unit: str
    candidates: int
    eligible: int
    titles: tuple[Title, ...]
    dropped: tuple[DroppedKeyword, ...] = ()
    notices: tuple[Notice, ...] = ()


def compose_titles(
    scored: pd.DataFrame,
    product: Product,
    *,
    marketplace: str = "taobao",
    n: int = 1,
    settings: Settings | None = None,
    seed: int = 0,
) -> list[Title]:
    """Compose `n` titles, best first, each with its proof.

    Parameters
    ----------
    scored
        What `score_keywords` returned for this product.
    marketplace
        Whose limit and rules hold; see `kwopt.rules.marketplace_names`.
    n
        Titles wanted; further ones differ from each earlier one in at least three words.
    settings
        Those of the scoring.

    Returns
    -------
    list of Title
        Empty if no keyword fits the product.

    Raises
    ------
    TitleError
        If the required words cannot stand in a title together.

    Examples
    --------
    >>> from kwopt.scoring import score_keywords
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> compose_titles(score_keywords(table, product), product)[0].text
    '改良旗袍短袖'
    """
    return list(compose(scored, product, marketplace=marketplace, n=n, settings=settings, seed=seed).titles)


def compose(
    scored: pd.DataFrame,
    product: Product,
    *,
    marketplace: str = "taobao",
    n: int = 1,
    settings: Settings | None = None,
    seed: int = 0,
) -> TitleResult:
    """Compose titles and say what they were composed from; see `compose_titles`."""
    settings = settings or Settings()
    _check_columns(scored)
    market = marketplace_named(marketplace)
    cutter = segmenter(SegmenterSpec(words=(*settings.user_words, *whole_words(product))))
    facts = product_facts(product, cutter)
    eligible = int((scored[c.ELIGIBLE].astype(bool) & (scored[c.WORTH] > 0)).sum())
    empty = TitleResult(
        product.label,
        market.name,
        market.title.name,
        market.title.max,
        market.title.unit,
        len(scored),
        eligible,
        (),
    )
    if not eligible:
        return replace(empty, notices=(_nothing_to_earn(scored, product),))
    composition = build_composition(
        scored, product, facts, field=market.title, segmenter=cutter, settings=settings
    )
    solution = solve(composition.problem, n=n, seed=seed)
    dropped = tuple(DroppedKeyword(keyword, code) for keyword, code in composition.dropped)
    if solution.coverage_bound <= 0:
        return replace(empty, dropped=dropped, notices=(_nothing_to_earn(scored, product),))
    orders = _all_filled(composition, solution.titles, seed)
    writer = _Writer(composition, solution, market.title, market.name, product, settings, cutter)
    titles = writer.titles(orders)
    return replace(
        empty,
        titles=titles,
        dropped=dropped,
        notices=tuple(_remarks(titles, n, market.title)),
    )


def whole_words(product: Product) -> tuple[str, ...]:
    """Return the required words that stay whole in the title; a text with spaces is required word by word."""
    return tuple(text for text in product.required_words if " " not in match_form(text))


def _check_columns(scored: pd.DataFrame) -> None:
    missing = [name for name in (c.KEYWORD, c.WORTH, c.ELIGIBLE) if name not in scored.columns]
    if missing:
        raise TableError("titles.not_scored", columns=missing)


def _nothing_to_earn(scored: pd.DataFrame, product: Product) -> Notice:
    """Return why there is no title: no keyword fits, or every one that does is barred from titles."""
    fits = scored[c.ELIGIBLE].astype(bool)
    if c.RELEVANCE_CLASS in scored.columns:
        fits |= scored[c.RELEVANCE_CLASS] == FITS
    fitting = scored[fits]
    if fitting.empty:
        return Notice("titles.nothing_fits", "warning", {"product": product.label})
    best = fitting.sort_values([c.WORTH, c.KEYWORD], ascending=[False, True])[c.KEYWORD].tolist()
    params = {"product": product.label, "count": len(best), "examples": best[:_BARRED_SHOWN]}
    return Notice("titles.all_barred", "warning", params)


def _remarks(titles: Sequence[Title], wanted: int, field: FieldRule) -> list[Notice]:
    found = []
    if len(titles) < wanted:
        found.append(Notice("titles.fewer", "info", {"found": len(titles), "wanted": wanted}))
    if titles and titles[0].width < FILLED * field.max:
        found.append(Notice("titles.short", "info", {"width": titles[0].width, "limit": field.max}))
    return found


def _all_filled(composition: Composition, found: Sequence[SolvedTitle], seed: int) -> list[tuple[int, ...]]:
    """Return the words of all titles, each with facts in the room that is left, as far apart as they were."""
    problem = composition.problem
    limits, search = rows(problem), Orders(Reachable(problem))
    filled = [tuple(problem.index[text] for text in title.words) for title in found]
    for place, order in enumerate(filled):
        others = filled[:place] + filled[place + 1 :]
        filled[place] = _filled(composition, limits, search, order=order, others=others, seed=seed)
    return filled


def _filled(
    composition: Composition,
    limits: Rows,
    search: Orders,
    *,
    order: tuple[int, ...],
    others: Sequence[tuple[int, ...]],
    seed: int,
) -> tuple[int, ...]:
    """Return the words of a title with facts in the room that is left, in the most fluent order.

    A fact stays only if coverage does not suffer and the title stays far from the others.
    """
    problem = composition.problem
    worth = problem.coverage_value(order)
    for text in composition.fillers:
        more = (*order, problem.index[text])
        flags = np.zeros(len(problem.words), dtype=bool)
        flags[list(more)] = True
        if more[-1] in order or not limits.allow(flags) or not all(_far(more, other) for other in others):
            continue
        tried = arrange(search, more, kicks=FILL_KICKS, seed=seed, start=more)
        if tried.lawful and problem.coverage_value(tried.order) >= worth:
            order = tried.order
    return order


def _far(one: Sequence[int], other: Sequence[int]) -> bool:
    """Say whether one of two titles lacks at least `DISTANCE` words of the other."""
    return max(len(set(one) - set(other)), len(set(other) - set(one))) >= DISTANCE


class _Writer:
    """Turns orders of words into titles as reported: checked text, values, proofs, findings."""

    def __init__(
        self,
        composition: Composition,
        solution: Solution,
        field: FieldRule,
        market: str,
        product: Product,
        settings: Settings,
        cutter: Segmenter,
    ) -> None:
        self.composition = composition
        self.solution = solution
        self.field = field
        self.market = market
        self.product = product
        self.settings = settings
        self.cutter = cutter

    def titles(self, orders: Sequence[tuple[int, ...]]) -> tuple[Title, ...]:
        """Return the titles of `orders`, best value first."""
        drafts = [self._draft(order) for order in orders]
        drafts.sort(key=lambda title: (-title.value, title.text))
        best = drafts[0].value if drafts else 0.0
        return tuple(
            replace(title, rank=rank, cost_against_best=1 - title.value / best if best else 0.0)
            for rank, title in enumerate(drafts, 1)
        )

    def _draft(self, order: tuple[int, ...]) -> Title:
        problem = self.composition.problem
        text = problem.text(order)
        covered = cover(
            text, self.composition.keywords, segmenter=self.cutter, credits=self.settings.match_credits
        )
        coverage = float(sum(item.earned for item in covered))
        fluency = problem.fluency_value(order)
        bound = max(self.solution.bound, coverage + fluency)
        whole = _proof(coverage + fluency, bound)
        ceiling = self.solution.coverage_bound
        return Title(
            rank=0,
            text=text,
            tokens=self._tokens(problem, order, text),
            width=self.field.width(text),
            value=coverage + fluency,
            coverage_value=coverage,
            fluency_value=fluency,
            reach=min(1.0, coverage / ceiling) if ceiling > 0 else None,
            bound=whole.bound,
            gap=whole.gap,
            proven=whole.proven,
            cost_against_best=0.0,
            proof={"selection": self.solution.selection, "whole": whole},
            coverage=tuple(sorted(covered, key=lambda item: (-item.earned, item.keyword))),
            findings=tuple(
                check_title(
                    text, marketplace=self.market, product=self.product,
                    words=[problem.words[place].display for place in order],
                )
            ),
        )  # fmt: skip

    def _tokens(self, problem: TitleProblem, order: tuple[int, ...], text: str) -> tuple[TitleToken, ...]:
        tokens, start = [], 0
        for place in order:
            word = problem.words[place]
            start = text.index(word.display, start)
            senses = senses_of(word.text)
            tokens.append(
                TitleToken(word.display, start, start + len(word.display), senses[0].role if senses else None)
            )
            start += len(word.display)
        return tuple(tokens)


def _proof(value: float, bound: float) -> Proof:
    gap = max(0.0, (bound - value) / bound) if bound > 0 else 0.0
    return Proof(value, bound, gap, gap <= 1e-6, "lp")
