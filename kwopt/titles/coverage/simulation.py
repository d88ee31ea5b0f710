"""What a title covers under several segmenters: marketplaces publish none, so coverage is an assumption.

A keyword hangs on the segmenter if its credit under one is far from that under another: reported coverage is
then no more than likely. Shares no code with what composes titles.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kwopt.language.normalize import match_form
from kwopt.models import Notice, Product, Settings
from kwopt.titles.coverage.keywordindex import KeywordTexts, KeywordWords
from kwopt.titles.coverage.matching import ANY, KINDS, PHRASE, KindArray, kinds_in
from kwopt.titles.coverage.meetings import (
    KeywordMatch,
    Meeting,
    SegmenterReading,
    Simulation,
    Simulations,
    share_of,
)
from kwopt.titles.coverage.segmenters import cutter_named, default_segmenters
from kwopt.titles.coverage.weighing import Keywords, WeighedKeywords, weigh

BoolArray = npt.NDArray[np.bool_]


class MatchSimulator:
    """Keywords cut once under each segmenter, to be held against many titles.

    Parameters
    ----------
    keywords
        What `weigh` returned.
    segmenters
        Names; the first is the reference.
    settings
        Credits, and the user's words.
    product
        Its required words stay whole, as they do when a title is composed.
    """

    def __init__(
        self,
        keywords: WeighedKeywords,
        *,
        segmenters: Sequence[str],
        settings: Settings | None = None,
        product: Product | None = None,
    ) -> None:
        settings = settings or Settings()
        whole = (*settings.user_words, *_whole_words(product))
        self.keywords = keywords
        self.segmenters = tuple(dict.fromkeys(segmenters))
        self._cutters = [cutter_named(name, user_words=whole) for name in self.segmenters]
        self._texts = KeywordTexts(keywords.keywords)
        self._words = [KeywordWords(self._texts.forms, cutter) for cutter in self._cutters]
        phrase, ordered, anyhow = settings.match_credits
        self._credits = np.array([0.0, 0.0, anyhow, ordered, phrase])
        self._worths = [None if weight != weight else weight for weight in keywords.weights]
        self._weights = np.nan_to_num(np.array(keywords.weights, dtype=np.float64))

    def kinds(self, title: str) -> KindArray:
        """Return places in `KINDS`, shape (n_segmenters, n_keywords)."""
        form = match_form(title)
        return np.array([kinds_in(form, self._texts, words) for words in self._words])

    def simulate(self, title: str) -> Simulation:
        """Return what the title covers under each segmenter."""
        form, kinds = match_form(title), self.kinds(title)
        inside = self._inside(form, kinds)
        credit = self._credits[kinds]
        lowest = credit.min(axis=0)
        values = (credit * self._weights).sum(axis=1).tolist()
        robust = float((lowest * self._weights).sum())
        robust_words = float((lowest * self._weights * ~inside.any(axis=0)).sum())
        return Simulation(
            title=title,
            measure=self.keywords.measure,
            readings=tuple(
                SegmenterReading(name, tuple(cutter.words(form)), int((row >= ANY).sum()), value)
                for name, cutter, row, value in zip(
                    self.segmenters, self._cutters, kinds, values, strict=True
                )
            ),
            keywords=self._matches(kinds, inside),
            robust_value=robust,
            robust_share=share_of(robust, values[0]),
            robust_words_share=share_of(robust_words, values[0]),
        )

    def _inside(self, form: str, kinds: KindArray) -> BoolArray:
        """Return which phrases are made of other words than the title, shape (n_segmenters, n_keywords)."""
        inside: BoolArray = kinds == PHRASE
        for row, words in zip(inside, self._words, strict=True):
            row[words.found_in(form)[0]] = False
        return inside

    def _matches(self, kinds: KindArray, inside: BoolArray) -> tuple[KeywordMatch, ...]:
        """Return every keyword's match; those met alike share one record of it, as most are met by none."""
        codes = (2 * kinds + inside).astype(np.int64)  # one digit for each segmenter
        radix = 10 ** np.arange(len(self.segmenters), dtype=np.int64)
        _, first, which = np.unique(radix @ codes, return_index=True, return_inverse=True)
        shared = [self._meeting(kinds[:, place], inside[:, place]) for place in first.tolist()]
        rows = zip(self.keywords.keywords, self._worths, which.tolist(), strict=True)
        return tuple(KeywordMatch(keyword, worth, shared[place]) for keyword, worth, place in rows)

    def _meeting(self, kinds: KindArray, inside: BoolArray) -> Meeting:
        credit = self._credits[kinds]
        named = {name: KINDS[kind] for name, kind in zip(self.segmenters, kinds.tolist(), strict=True)}
        parted = tuple(name for name, flag in zip(self.segmenters, inside.tolist(), strict=True) if flag)
        return Meeting(named, parted, float(credit[0]), float(credit.min()), float(credit.max()))


def simulate_matching(
    title: str,
    keywords: Keywords,
    *,
    segmenters: Sequence[str] | None = None,
    settings: Settings | None = None,
    product: Product | None = None,
) -> Simulation:
    """Return how a title meets each keyword under several segmenters, and what that makes uncertain.

    Parameters
    ----------
    title
        Any text.
    keywords
        A table from `read_keywords`, a frame with canonical columns (scored or not), texts, or pairs of text
        and worth.
    segmenters
        Names from `kwopt.titles.coverage.segmenters.NAMES`, the reference first; by default those for the
        language of the title.
    settings
        Credits of the kinds, and words to keep whole.
    product
        The product to score a table for: then only keywords that may earn for it count, with their worth.
        Otherwise every keyword counts its searches.

    Raises
    ------
    SettingError
        If there is no segmenter of a name.
    TableError
        If a frame has no column of keywords.

    Examples
    --------
    >>> found = simulate_matching("厚底老爹鞋女", ["老爹鞋女", "厚底鞋", "拖鞋"])
    >>> for item in found.keywords:
    ...     print(item.keyword, item.meeting.kinds["kwopt"], item.meeting.kinds["jieba"])
    老爹鞋女 phrase phrase
    厚底鞋 characters ordered
    拖鞋 none none
    >>> [item.keyword for item in found.hanging]
    ['厚底鞋']
    """
    found = simulate_all([title], keywords, segmenters=segmenters, settings=settings, product=product)
    return found.titles[0]


def simulate_all(
    titles: Sequence[str],
    keywords: Keywords,
    *,
    segmenters: Sequence[str] | None = None,
    settings: Settings | None = None,
    product: Product | None = None,
) -> Simulations:
    """Return `simulate_matching` of several titles; keywords are cut once.

    >>> simulate_all(["旗袍", "短袖旗袍"], ["旗袍短袖"]).titles[1].robust_value
    0.7
    """
    weighed = weigh(keywords, settings=settings, product=product)
    names = tuple(segmenters) if segmenters else default_segmenters(titles)
    simulator = MatchSimulator(weighed, segmenters=names, settings=settings, product=product)
    found = tuple(map(simulator.simulate, titles))
    lacking = product is not None and not weighed.keywords
    notice = Notice("titles.nothing_to_match", "warning", {"product": product.label if product else ""})
    return Simulations(weighed.measure, simulator.segmenters, found, (notice,) if lacking else ())


def _whole_words(product: Product | None) -> tuple[str, ...]:
    """Return the required words of a product that stay whole: those without spaces."""
    return tuple(text for text in product.required_words if " " not in match_form(text)) if product else ()
