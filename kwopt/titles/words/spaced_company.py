"""Which words of a title in a spaced language may stand together, and beside which: its constraints.

A use stands right before the name (sports camera) or behind a link (for travel and sports); a part behind one
(with straw lid) or behind a word that keywords put there; a number before its unit; words that are bound, in
their order. What may stand at all is `spaced`'s.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, permutations

from kwopt.language.english import other_forms
from kwopt.language.lexicon import senses_of, types_of
from kwopt.language.measures import UNIT_WORDS, measure_of, unit_of
from kwopt.language.roles import Role
from kwopt.titles.problem.records import AtLeast, AtMost, Beside, Standing
from kwopt.titles.words.company import few
from kwopt.titles.words.spaced import ADDERS, JOINERS, SpacedWords
from kwopt.titles.words.spaced_product import LINKS, main_role

MOST = {
    Role.OPINION: 1, Role.NEWNESS: 1, Role.CLAIM: 1, Role.STYLE: 2, Role.COLOUR: 2, Role.MATERIAL: 2,
}  # fmt: skip
"""At most so many words of a role: more reads as stuffing."""
MOST_DESCRIBING = 4
"""Words or phrases that describe the thing, uses aside: with more before its name nobody finds the name."""
MOST_USES = 3
"""Words for whom or for what the thing is: one before the name, two behind a link."""
MOST_KINDS = 2
"""Names of the thing in one title: its head noun and another (bottle, flask)."""
MOST_WORDS = 16
"""Words in a title where the marketplace advises no number: 87 % of 8,439 real ones have no more."""
SHORTEST_ALONE = 4
"""Letters from which the end of a word is taken for the word: watch in smartwatch, but no top in laptop."""
TOLD_SHARE = 0.5
"""Share of the limit that what a buyer must be told may take."""


def at_most(plan: SpacedWords) -> Iterable[AtMost]:
    """Yield sets of words of which a title has only some."""
    free = {*plan.required, *plan.brand_words}
    yield AtMost(plan.texts, max(len(free), plan.field.soft_max_words or MOST_WORDS))
    for one, other in combinations(plan.texts, 2):
        if not {one, other} <= free and not _in_one_phrase(plan, one, other) and _says_the_same(one, other):
            yield AtMost((one, other), 1)
    yield from (AtMost(pair, 1) for pair in permutations(plan.texts, 2) if _closes(*pair, plan.texts))
    groups = [([text for text in plan.texts if main_role(text) is role], most) for role, most in MOST.items()]
    groups.append(([text for text in plan.texts if plan.facts.type_names & {*types_of(text)}], MOST_KINDS))
    groups.append(([text for text in plan.texts if _has_slot(text, "gender")], 1))
    groups.append(([text for text in plan.texts if plan.is_use(text)], MOST_USES))
    leading = plan.phrases.leads
    groups.append(([t for t in plan.texts if plan.describes(t) and t not in leading], MOST_DESCRIBING))
    for members, most in groups:
        yield from few(members, most, free)


def _in_one_phrase(plan: SpacedWords, one: str, other: str) -> bool:
    return plan.phrases.bound(one, other) or plan.phrases.bound(other, one)


def _says_the_same(one: str, other: str) -> bool:
    """Say whether two words are forms of one (leak-proof, leak), one measure (32oz, oz), or synonyms."""
    if other in other_forms(one) or one in other_forms(other):
        return True
    if (measure_of(one) and other in UNIT_WORDS) or (measure_of(other) and one in UNIT_WORDS):
        return True
    return bool(_meant(one) & _meant(other))


def _closes(text: str, other: str, texts: Sequence[str]) -> bool:
    """Say whether a word is written together with another that stands alone too: tshirts, shirts."""
    rest = text.removesuffix(other)
    return rest != text and bool(rest) and (len(other) >= SHORTEST_ALONE or rest in texts)


def _meant(text: str) -> set[tuple[Role, str]]:
    senses = senses_of(text)
    if senses and senses[0].role is Role.TYPE:
        senses = tuple(sense for sense in senses if sense.role is Role.TYPE)
    return {(sense.role, sense.concept) for sense in senses if sense.role is not Role.FUNCTION}


def _has_slot(text: str, slot: str) -> bool:
    return any(sense.slot == slot for sense in senses_of(text))


def at_least(plan: SpacedWords) -> Iterable[AtLeast]:
    """Yield what a buyer must be told, as far as it fits: brand, name, what it is made of, what it holds."""
    materials = tuple(t for t in plan.texts if _is_stated(plan, t, Role.MATERIAL) and plan.is_spoken(t))
    told = [
        *(((word,), Standing.BRAND) for word in plan.brand_words if word in plan.texts),
        *(((word,), Standing.NAME) for word in plan.phrases.name if word in plan.texts),
        (materials, Standing.FACTS),
        (tuple(unit for unit in plan.units if _holds(unit)), Standing.FACTS),
    ]
    room = int(TOLD_SHARE * plan.field.max)
    for words, standing in told:
        width = min((plan.field.width(word) for word in words), default=room + 1)
        if width <= room:
            room -= width + 1
            yield AtLeast(words, 1, standing)


def _is_stated(plan: SpacedWords, text: str, role: Role) -> bool:
    return any(
        sense.role is role and (role, sense.concept) in plan.facts.concepts for sense in senses_of(text)
    )


def _holds(unit: str) -> bool:
    dimension = unit_of(unit)
    return dimension is not None and dimension[0] in ("volume", "storage")


def beside(plan: SpacedWords) -> Iterable[Beside]:
    """Yield the words that stand only beside others: links, units and numbers, uses, parts, bound words."""
    for before, after in pairwise(plan.name_of_maker):
        yield Beside(after, after=(before,))
    for before, after in pairwise(plan.own.brand):
        yield Beside(before, before=(after,))
    company = _Company(plan)
    for text in plan.texts:
        if text not in plan.required and text not in plan.name_of_maker:
            yield from company.of(text)


class _Company:
    """Whom each word needs beside it."""

    def __init__(self, plan: SpacedWords) -> None:
        self._plan = plan
        self._texts = texts = frozenset(plan.texts)
        self._parts = plan.parts & texts
        self._leading = {word for word in texts if plan.phrases.leads.get(word) in self._parts}
        self._uses = frozenset(word for word in texts if plan.is_use(word))
        self._aims = frozenset(word for word in self._uses if plan.is_aim(word))
        self._before: dict[str, set[str]] = {}
        self._after: dict[str, set[str]] = {}
        for one, other in plan.met:
            self._after.setdefault(one, set()).add(other)
            self._before.setdefault(other, set()).add(one)

    def of(self, text: str) -> Iterable[Beside]:
        """Yield what a word needs."""
        units = self._plan.units
        if text in LINKS:
            yield Beside(text, after=self._among(self._before_link(text)))
            yield Beside(text, before=self._among(self._after_link(text)))
        elif text in units:
            yield Beside(text, after=units[text])
            yield from self._of_a_pair(text)
        elif text.replace(".", "").isdigit():
            counted = [unit for unit in units if text in units[unit]]
            yield Beside(text, before=self._among(counted or self._after.get(text, set()) - LINKS))
        else:
            yield from self._of_a_word(text)

    def _of_a_word(self, text: str) -> Iterable[Beside]:
        if text in self._uses:
            met = self._after.get(text, set()) & self._uses
            links = LINKS - ADDERS if text in self._aims else frozenset()
            name = self._plan.phrases.name[:1]
            yield Beside(text, after=self._among(links), before=self._among(met | {*name}))
        elif text in self._parts | self._leading:
            met = self._before.get(text, set()) - {*self._plan.phrases.name}
            yield Beside(text, after=self._among(met | LINKS))
        yield from self._of_a_pair(text)

    def _of_a_pair(self, text: str) -> Iterable[Beside]:
        phrases, texts = self._plan.phrases, self._plan.texts
        if phrases.leads.get(text) in texts:
            yield Beside(text, before=(phrases.leads[text],))
        if phrases.follows.get(text) in texts:
            yield Beside(text, after=(phrases.follows[text],))

    def _among(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return those of some words that a title may use, sorted."""
        return tuple(sorted(self._texts.intersection(words)))

    def _before_link(self, link: str) -> frozenset[str]:
        if link in JOINERS:
            return self._aims | self._parts
        named = {*self._plan.phrases.name[-1:], *self._parts}
        # a number may stand before the name too, and "800 DPI for gaming mouse" is for no mouse
        return frozenset(named | {*self._plan.units} if link in ADDERS else named)

    def _after_link(self, link: str) -> frozenset[str]:
        added = self._parts | self._leading
        if link in ADDERS:
            return added
        if link in JOINERS:
            return added | self._aims
        return self._aims | self._after.get(link, set())
