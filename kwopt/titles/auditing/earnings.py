"""What each word of a title earns, and which words are wasted.

A word earns what coverage value the title loses when this word alone is taken out (by the checker). Words
are wasted one after the other: each wasted word can go when those before it are gone, and next to nothing
is lost; so all of them together can go. A word is not wasted that keywords of some worth
hold (it would earn beside their other words), nor one that tells the buyer something, even if nobody types
it, unless another word of the title says the same.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kwopt.language.english import lemma
from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.roles import VERIFIABLE, Role
from kwopt.language.years import year_of
from kwopt.scoring.facts.facts import product_facts
from kwopt.titles.auditing.audited import AuditedWord
from kwopt.titles.composing.job import TitleJob
from kwopt.titles.composing.writing import role_of
from kwopt.titles.coverage.given import GivenWord, is_fragment
from kwopt.titles.coverage.telling import FITTING
from kwopt.titles.words.company import is_fact

NOTHING = 0.005
"""Share of the title's coverage value (of the worth in reach where it covers nothing) below which a word
earns nothing worth its room: less than any order of the same words would shift."""

_OFFER = frozenset({Role.COMMERCE, Role.NAVIGATION})
_CLAIMS = frozenset({Role.CLAIM, Role.PERSON})
_OPINIONS = frozenset({Role.OPINION, Role.NEWNESS})

Value = Callable[[str], float]


def audited_words(
    text: str,
    words: Sequence[GivenWord],
    job: TitleJob,
    *,
    value: Value,
    wanted: Mapping[str, float],
    beside_title: Collection[str],
    kept: Collection[int],
    worth: float,
) -> tuple[AuditedWord, ...]:
    """Return every word of a title with what it earns and whether it is wasted.

    Parameters
    ----------
    value
        Coverage value of any text.
    wanted
        The worth of all keywords that hold a word, by word.
    beside_title
        The words that the product states outside today's title; see `stated_beside_title`.
    kept
        Places of words that must stay, and are no waste: the brand, required words.
    worth
        Upper bound of coverage value: what "nothing" is a share of where the title covers nothing.
    """
    whole = value(text)
    earned = [whole - value(without(text, [word])) for word in words]
    nothing = (whole or worth) * NOTHING
    waste = _Waste(text, words, job, value=value, wanted=wanted, beside_title=beside_title, nothing=nothing)
    reasons = waste.reasons(earned, kept)
    return tuple(
        AuditedWord(
            text=word.text, start=word.start, end=word.end, earned=earns, width=job.field.width(word.text),
            wasted=place in reasons, role=role_of(word.form),
            reason=reasons[place].code if place in reasons else None,
            other=reasons[place].other if place in reasons else None,
        )
        for place, (word, earns) in enumerate(zip(words, earned, strict=True))
    )  # fmt: skip


def without(text: str, words: Sequence[GivenWord]) -> str:
    """Return a text without some of its words; spaces that would meet become one.

    >>> without("Straw Cup Lid", [GivenWord("Cup", "cup", 6, 9)])
    'Straw Lid'
    """
    for word in sorted(words, key=lambda word: -word.start):
        before, after = text[: word.start], text[word.end :]
        text = before + (after.lstrip() if not before or before[-1].isspace() else after)
    return text


@dataclass(frozen=True)
class _Reason:
    code: str
    other: str | None = None


class _Waste:
    """Finds the wasted words of one title."""

    def __init__(
        self,
        text: str,
        words: Sequence[GivenWord],
        job: TitleJob,
        *,
        value: Value,
        wanted: Mapping[str, float],
        beside_title: Collection[str],
        nothing: float,
    ) -> None:
        self._text = text
        self._words = words
        self._job = job
        self._value = value
        self._nothing = nothing
        self._beside_title = beside_title
        self._wanted = wanted

    def reasons(self, earned: Sequence[float], kept: Collection[int]) -> dict[int, _Reason]:
        """Return the wasted words by place: those that earn least first, of equals the later one."""
        found: dict[int, _Reason] = {}
        free = [place for place in range(len(self._words)) if place not in kept]
        for place in sorted(free, key=lambda place: (earned[place], -place)):
            if earned[place] > self._nothing:
                break
            gone = [self._words[other] for other in found]
            left = without(self._text, gone)
            loss = self._value(left) - self._value(without(self._text, [*gone, self._words[place]]))
            reason = self._reason(place, found) if loss <= self._nothing else None
            if reason:
                found[place] = reason
        return found

    def _reason(self, place: int, found: dict[int, _Reason]) -> _Reason | None:
        """Return why a word is wasted; None if it may earn elsewhere, or tells the buyer something."""
        word = self._words[place]
        if self._is_half(place):
            return None
        others = [other for number, other in enumerate(self._words) if number not in {place, *found}]
        for code, same in _SAYS_NO_MORE.items():
            if twin := next((other for other in others if same(word.form, other.form)), None):
                return _Reason(code, twin.text)
        if reason := self._never_earns(word.form):
            return reason
        if self._is_wanted(word.form):
            return None
        others = [other for other in others if not _adjoin(word, other)]
        if twin := next((other for other in others if _same_sense(word.form, other.form)), None):
            return _Reason("titles.wasted_synonym", twin.text)
        return self._tells_nothing(word.form)

    def _is_half(self, place: int) -> bool:
        """Say whether a word is half of a compound: a noun of one hanzi behind it, or before (平顶|帽)."""
        word = self._words[place]
        before = [other for other in self._words[:place][-1:] if other.end == word.start]
        after = [other for other in self._words[place + 1 :][:1] if word.end == other.start]
        if _is_short_noun(word.form) and before:
            return True
        return len(word.form) == 1 and any(_is_short_noun(other.form) for other in after)

    def _never_earns(self, form: str) -> _Reason | None:
        if form in self._job.facts.approved or form in self._job.facts.brands:
            return None
        roles = {sense.role for sense in senses_of(form)}
        year, as_of = year_of(form), self._job.settings.as_of
        if year is not None and as_of is not None and year < as_of.year:
            return _Reason("titles.wasted_past_year")
        if roles & _OFFER:
            return _Reason("titles.wasted_offer")
        return None

    def _is_wanted(self, form: str) -> bool:
        """Say whether keywords of some worth hold a word: with their other words it would earn."""
        return self._wanted.get(form, 0.0) > self._nothing

    def _tells_nothing(self, form: str) -> _Reason | None:
        facts, senses = self._job.facts, senses_of(form)
        if form in FITTING:
            return None
        if form in facts.approved or form in facts.brands or year_of(form) is not None or is_fragment(form):
            return None
        roles = {sense.role for sense in senses}
        if roles & _CLAIMS:
            return _Reason("titles.wasted_claim")
        if form in self._beside_title or is_fact(form, facts):
            return None
        if roles & _OPINIONS:
            return _Reason("titles.wasted_opinion")
        if roles & VERIFIABLE:
            return None if form in facts.words else _Reason("titles.wasted_unstated")
        return None if form.isascii() else _Reason("titles.wasted_unasked")


def stated_beside_title(job: TitleJob) -> frozenset[str]:
    """Return the words that a product states outside today's title."""
    product = job.product
    if not (product.name or product.category):
        return frozenset()
    return product_facts(replace(product, title=None), job.cutter).words


def _is_short_noun(form: str) -> bool:
    return len(form) == 1 and any(sense.role is Role.TYPE for sense in senses_of(form))


def _adjoin(word: GivenWord, other: GivenWord) -> bool:
    """Say whether two words stand side by side: then they are one phrase (头层|牛皮, top-grain leather)."""
    return word.end == other.start or other.end == word.start


def _repeats(form: str, other: str) -> bool:
    return lemma(form) == lemma(other) if form.isascii() else form == other


def _stands_within(form: str, other: str) -> bool:
    """Say whether a word is part of another and says nothing that the other does not (夏, 夏季)."""
    return form != other and not form.isascii() and form in other and _same_sense(form, other)


def _same_sense(form: str, other: str) -> bool:
    """Say whether two words mean the same: every sense of the one is a sense of the other."""
    mine, theirs = _concepts(senses_of(form)), _concepts(senses_of(other))
    return bool(mine) and mine <= theirs


def _concepts(senses: Sequence[Sense]) -> set[tuple[Role, str]]:
    return {(sense.role, sense.concept) for sense in senses}


_SAYS_NO_MORE: dict[str, Callable[[str, str], bool]] = {
    "titles.wasted_repeats": _repeats,
    "titles.wasted_within": _stands_within,
}
"""How a word can say no more than another word of the title."""
