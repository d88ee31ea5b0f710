"""What lies on a bench: the table that was read, its scores for a product, the solved titles.

Each thing is kept until that from which it was made is replaced, so an order costs only what is new. An order
that fails leaves everything as it was.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwopt import columns as c
from kwopt.bids.rates.click_rates import ClickRates
from kwopt.errors import TableError, TitleError
from kwopt.language.normalize import match_forms
from kwopt.locales import Lang
from kwopt.models import Notice, Product, Settings
from kwopt.pages.pricing import Bids, Earnings, bids_of
from kwopt.rules import Marketplace, marketplace
from kwopt.scoring.index import KeywordIndex
from kwopt.scoring.questions.missing import MissingFact, missing_facts
from kwopt.scoring.score import index_of, score
from kwopt.tables import KeywordTable
from kwopt.tables.scored import by_rank
from kwopt.titles.auditing.desk import TitleDesk, title_desk
from kwopt.titles.fields import ComposedField, compose_fields

Marks = npt.NDArray[np.bool_]


@dataclass(eq=False)
class ReadTable:
    """A table with what is prepared of it before a product is named."""

    table: KeywordTable
    _indexes: dict[tuple[str, ...], KeywordIndex] = field(default_factory=dict)

    def index(self, settings: Settings) -> KeywordIndex:
        """Return the index of the table under the user's words; the latest is kept."""
        words = settings.user_words
        if words not in self._indexes:
            self._indexes = {words: index_of(self.table, settings)}
        return self._indexes[words]


def may_earn(scored: pd.DataFrame) -> Marks:
    """Return which scored keywords a title may earn from: eligible ones of any worth."""
    marks: Marks = (scored[c.ELIGIBLE].astype(bool) & (scored[c.WORTH] > 0)).to_numpy(dtype=bool)
    return marks


@dataclass(eq=False, kw_only=True)
class Scores:
    """The keywords of a table scored for one product, or none, and the titles made of them.

    Parameters
    ----------
    source
        The table.
    desk, effort
        The title job as it was solved last, and how much work that was; None and "" before.
    earnings
        What an order earns, as bids were asked for last.
    """

    source: ReadTable
    product: Product | None
    market: Marketplace
    settings: Settings
    desk: TitleDesk | None = None
    effort: str = ""
    earnings: Earnings = field(default_factory=Earnings)
    _frames: dict[Lang, pd.DataFrame] = field(default_factory=dict)
    _ranked: dict[Lang, pd.DataFrame] = field(default_factory=dict)
    _fields: dict[str, Mapping[str, ComposedField]] = field(default_factory=dict)
    _bids: dict[Earnings, Bids] = field(default_factory=dict)
    _rates: ClickRates | None = None

    def is_same(self, other: "Scores") -> bool:
        """Say whether other scores differ in the language of their texts alone."""
        depends_on = (self.product, self.market, self.settings_in("en"))
        return self.source is other.source and depends_on == (
            other.product, other.market, other.settings_in("en"),
        )  # fmt: skip

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The scored keywords in the order of the table."""
        return score(self.source.index(self.settings), self.product, self.settings)

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """The scored keywords, best first."""
        return by_rank(self.frame)

    @cached_property
    def forms(self) -> pd.Series:
        """The ranked keywords in match form, in which they are searched."""
        return pd.Series(match_forms(self.ranked[c.KEYWORD].tolist()), dtype="str")

    def settings_in(self, lang: Lang) -> Settings:
        """Return the settings with texts in a language."""
        return replace(self.settings, lang=lang)

    def frame_in(self, lang: Lang) -> pd.DataFrame:
        """Return the scored keywords in the order of the table, their reasons in a language."""
        if lang == self.settings.lang:
            return self.frame
        if lang not in self._frames:
            settings = self.settings_in(lang)
            self._frames[lang] = score(self.source.index(settings), self.product, settings)
        return self._frames[lang]

    def ranked_in(self, lang: Lang) -> pd.DataFrame:
        """Return the scored keywords, best first, their reasons in a language."""
        if lang == self.settings.lang:
            return self.ranked
        if lang not in self._ranked:
            self._ranked[lang] = by_rank(self.frame_in(lang))
        return self._ranked[lang]

    @cached_property
    def facts(self) -> tuple[MissingFact, ...]:
        """Open questions to the seller, most demand first."""
        return tuple(missing_facts(self.frame, self.product, self.settings))

    def fields(self, title: str) -> Mapping[str, ComposedField]:
        """Return the other fields of the marketplace, to go with a title; those of the latest are kept."""
        if title not in self._fields:
            found = compose_fields(
                self.frame, self.named_product, marketplace=self.market, title=title, settings=self.settings,
                effort=self.effort or "fast",
            )  # fmt: skip
            self._fields = {title: found}
        return self._fields[title]

    def bids(self, earnings: Earnings) -> Bids:
        """Return what clicks may cost, in the order of rank, or why there is no saying; kept."""
        if earnings not in self._bids:
            self._bids = {earnings: self._priced(earnings)}
            result = self._bids[earnings].result
            self._rates = result.rates if result else self._rates
        return self._bids[earnings]

    def _priced(self, earnings: Earnings) -> Bids:
        product, table = self.named_product, self.source.table
        return bids_of(self.ranked, table=table, product=product, earnings=earnings, rates=self._rates)

    @property
    def named_product(self) -> Product:
        """The product: titles and bids need one.

        Raises
        ------
        TitleError
            If the keywords were scored without a product.
        """
        if self.product is None:
            raise TitleError("bench.no_product")
        return self.product

    def solve(self, n: int, effort: str) -> TitleDesk:
        """Return the desk with `n` titles of an effort, or a greater one; solved anew unless it is there."""
        better = self.effort == "full" and effort == "fast"
        if self.desk is None or self.desk.wanted != n or not (better or self.effort == effort):
            self.desk = title_desk(
                self.frame, self.named_product, marketplace=self.market, n=n, settings=self.settings,
                effort=effort,
            )  # fmt: skip
            self.effort = effort
        return self.desk

    @property
    def solved(self) -> TitleDesk:
        """The desk that was solved last; one of a quick solution if none was."""
        return self.desk or self.solve(1, "fast")

    @property
    def age_notices(self) -> list[Notice]:
        """A notice where the marketplace's rules were seen too long before the day in force."""
        return self.market.age_notices(self.settings.as_of)


class Bench:
    """One visitor's work: what was read, and what was scored last.

    Examples
    --------
    >>> Bench().table
    Traceback (most recent call last):
    kwopt.errors.TableError: there is no keyword table yet; upload one, or try the sample
    """

    def __init__(self) -> None:
        self._table: ReadTable | None = None
        self._scores: Scores | None = None
        self._read: Hashable = None

    @property
    def table(self) -> ReadTable:
        """The table that was read last.

        Raises
        ------
        TableError
            If none was.
        """
        if self._table is None:
            raise TableError("bench.no_table")
        return self._table

    @property
    def scores(self) -> Scores:
        """The scores that were laid down last; those by demand and supply alone if none were."""
        if self._scores is None:
            market, settings = marketplace("taobao"), Settings()
            self._scores = Scores(source=self.table, product=None, market=market, settings=settings)
        return self._scores

    def put_table(self, read: Hashable, make: Callable[[], KeywordTable]) -> None:
        """Lay down a table; scores of another go.

        Parameters
        ----------
        read
            All that the table depends on: the same is not read twice.
        """
        if self._table is None or read != self._read:
            self._table, self._scores, self._read = ReadTable(make()), None, read

    def put_scores(self, scores: Scores) -> Scores:
        """Lay down scores, and return those that lie there: the same in another language stay.

        What cannot be scored leaves the bench as it was.
        """
        if self._scores is None or not self._scores.is_same(scores):
            _ = scores.frame
            self._scores = scores
        return self._scores
