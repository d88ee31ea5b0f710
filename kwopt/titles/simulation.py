"""What a title covers under several segmenters: marketplaces publish none, so coverage is an assumption.

A keyword hangs on the segmenter if its credit under one is far from that under another: reported coverage is
then no more than likely. Shares no code with what composes titles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from kwopt.language.normalize import match_form
from kwopt.models import Product, Settings
from kwopt.titles.keywordindex import KeywordTexts, KeywordWords
from kwopt.titles.matching import ANY, COVERING, KINDS, PHRASE, KindArray, MatchOrNone, kinds_in
from kwopt.titles.segmenters import cutter_named, default_segmenters
from kwopt.titles.weighing import Keywords, Measure, WeighedKeywords, weigh

NUANCE = 0.2
"""Credits no further apart than this are a nuance: at the default credits, in order against in any order
(0.15). Being covered or not is always more."""

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Meeting:
    """How a title meets a keyword under several segmenters; keywords met alike share one.

    Parameters
    ----------
    kinds
        Kind of match by segmenter.
    inside
        Segmenters under which a phrase stands in the characters while its words are none of the title's
        (鞋, shoe, in 皮鞋, leather shoe).
    lowest, highest
        Credit.
    """

    kinds: Mapping[str, MatchOrNone]
    inside: tuple[str, ...]
    lowest: float
    highest: float

    @cached_property
    def hangs(self) -> bool:
        """Whether it hangs on the segmenter: covered under some alone, or at credits far apart."""
        covers = {kind in COVERING for kind in self.kinds.values()}
        return len(covers) > 1 or self.highest - self.lowest > NUANCE


@dataclass(frozen=True, slots=True)
class KeywordMatch:
    """How a title meets one keyword, which counts `worth` (None: not known)."""

    keyword: str
    worth: float | None
    meeting: Meeting

    @property
    def at_stake(self) -> float:
        """What the keyword counts, times the distance between the highest and the lowest credit."""
        return (self.worth or 0.0) * (self.meeting.highest - self.meeting.lowest)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "keyword": self.keyword,
            "worth": self.worth,
            "kinds": dict(self.meeting.kinds),
            "inside": list(self.meeting.inside),
            "lowest": self.meeting.lowest,
            "highest": self.meeting.highest,
            "hangs": self.meeting.hangs,
            "at_stake": self.at_stake,
        }


@dataclass(frozen=True)
class SegmenterReading:
    """A title as one segmenter reads it: its words, how many keywords it covers, and what they earn."""

    segmenter: str
    words: tuple[str, ...]
    covered: int
    value: float

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {item.name: getattr(self, item.name) for item in fields(self)} | {"words": list(self.words)}


@dataclass(frozen=True)
class Simulation:
    """A title under several segmenters, the first of which is the reference.

    `robust_value` is what the keywords earn at the lowest credit of each; `robust_share` its share of what
    they earn under the reference, None where that is 0. `robust_words_share` is the same where a phrase earns
    only while its words are words of the title under every segmenter. `keywords` come in the order given.
    """

    title: str
    measure: Measure
    readings: tuple[SegmenterReading, ...]
    keywords: tuple[KeywordMatch, ...]
    robust_value: float
    robust_share: float | None
    robust_words_share: float | None

    @property
    def hanging(self) -> tuple[KeywordMatch, ...]:
        """Keywords that hang on the segmenter, those with most at stake first."""
        found = [item for item in self.keywords if item.meeting.hangs]
        return tuple(sorted(found, key=lambda item: (-item.at_stake, item.keyword)))

    @property
    def met(self) -> tuple[KeywordMatch, ...]:
        """Keywords that some segmenter covers, those that count most first."""
        found = [item for item in self.keywords if item.meeting.highest > 0]
        return tuple(sorted(found, key=lambda item: (-(item.worth or 0.0), item.keyword)))

    @property
    def spread(self) -> float | None:
        """How far the segmenters' values are apart, as a share of the highest; None where that is 0."""
        values = [reading.value for reading in self.readings]
        return _share(max(values) - min(values), max(values))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "title": self.title,
            "measure": self.measure,
            "segmenters": [reading.to_dict() for reading in self.readings],
            "robust_value": self.robust_value,
            "robust_share": self.robust_share,
            "robust_words_share": self.robust_words_share,
            "spread": self.spread,
            "counts": {
                "keywords": len(self.keywords), "met": len(self.met), "hanging": len(self.hanging),
            },
            "keywords": [item.to_dict() for item in self.keywords],
        }  # fmt: skip


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
            robust_share=_share(robust, values[0]),
            robust_words_share=_share(robust_words, values[0]),
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
        return Meeting(named, parted, float(credit.min()), float(credit.max()))


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
        Names from `kwopt.titles.segmenters.NAMES`, the reference first; by default those for the language
        of the title.
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
    weighed = weigh(keywords, settings=settings, product=product)
    names = tuple(segmenters) if segmenters else default_segmenters([title])
    simulator = MatchSimulator(weighed, segmenters=names, settings=settings, product=product)
    return simulator.simulate(title)


def _whole_words(product: Product | None) -> tuple[str, ...]:
    """Return the required words of a product that stay whole: those without spaces."""
    return tuple(text for text in product.required_words if " " not in match_form(text)) if product else ()


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
