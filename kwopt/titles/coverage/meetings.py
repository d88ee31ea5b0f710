"""How a title meets keywords under several segmenters: the records of a simulation and their JSON form."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Literal

from kwopt.messages import message
from kwopt.models import Notice
from kwopt.titles.coverage.matching import COVERING, MatchOrNone
from kwopt.titles.coverage.weighing import Measure

NUANCE = 0.2
"""Credits no further apart than this are a nuance: at the default credits, in order against in any order
(0.15). Being covered or not is always more."""

Doubt = Literal["lost", "gained"]
"""Whether what the reference reports may be lost under another segmenter, or more may be gained."""


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
    reference, lowest, highest
        Credit under the first segmenter, and under those where it is lowest and highest.
    """

    kinds: Mapping[str, MatchOrNone]
    inside: tuple[str, ...]
    reference: float
    lowest: float
    highest: float

    @cached_property
    def hangs(self) -> bool:
        """Whether it hangs on the segmenter: covered under some alone, or at credits far apart."""
        covers = {kind in COVERING for kind in self.kinds.values()}
        return len(covers) > 1 or self.highest - self.lowest > NUANCE

    @property
    def doubt(self) -> Doubt | None:
        """What becomes of the reference's credit under others, None for a keyword that does not hang."""
        if not self.hangs:
            return None
        return "lost" if self.reference > self.lowest else "gained"


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
            "reference": self.meeting.reference,
            "lowest": self.meeting.lowest,
            "highest": self.meeting.highest,
            "hangs": self.meeting.hangs,
            "doubt": self.meeting.doubt,
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
        return share_of(max(values) - min(values), max(values))

    def counts(self) -> dict[str, int]:
        """Return how many keywords there are, how many are covered by some segmenter, and hang on which."""
        doubts = [item.meeting.doubt for item in self.hanging]
        return {
            "keywords": len(self.keywords),
            "met": len(self.met),
            "hanging": len(doubts),
            "lost": doubts.count("lost"),
            "gained": doubts.count("gained"),
        }

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
            "counts": self.counts(),
            "keywords": [item.to_dict() for item in self.keywords],
        }  # fmt: skip


@dataclass(frozen=True)
class Simulations:
    """Several titles held against the same keywords under the same segmenters."""

    measure: Measure
    segmenters: tuple[str, ...]
    titles: tuple[Simulation, ...]
    notices: tuple[Notice, ...] = ()

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form; what each segmenter is, in `lang`."""
        named = [
            {"name": name, "text": message(f"cli.segmenter_{name}", lang=lang)} for name in self.segmenters
        ]
        return {
            "measure": self.measure,
            "segmenters": named,
            "titles": [title.to_dict() for title in self.titles],
        }


def share_of(part: float, whole: float) -> float | None:
    """Return the share of a part, None where the whole is 0.

    >>> share_of(1.0, 4.0), share_of(0.0, 0.0)
    (0.25, None)
    """
    return part / whole if whole > 0 else None
