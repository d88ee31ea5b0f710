"""Which words may stand together in a title: groups of alternatives, fragments and their neighbours, facts.

What may stand at all is the vocabulary's; families of opinions are data (`resources/title_rules.toml`).
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from kwopt.language.english import lemma
from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.roles import VERIFIABLE, Role
from kwopt.language.types import type_tree
from kwopt.language.years import year_of
from kwopt.resources import load_toml
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.titles.problem.records import AtLeast, AtMost, Beside, Demand, Standing
from kwopt.titles.words.models import names_own_model
from kwopt.titles.words.namings import namings
from kwopt.titles.words.wording import unspoken_words

CHILDREN = frozenset({"婴儿", "幼儿", "儿童"})
"""Ages for whom a thing is another thing to a buyer: the title says so."""

ELDERS = frozenset({"中年", "老年"})

MAKERS = ("苹果", "iphone")
"""Names of the one maker whose models are written as bare numbers (12promax)."""

MOST_MODELS = 2
"""Words of one maker, and bare models behind them, that a title lists: more reads as a table."""

LEAST_FACTS = 3
"""A buyer who reads that many of the product's facts can picture it."""

MOST = {
    Role.OPINION: 3,
    Role.NEWNESS: 1,
    Role.YEAR: 1,
    Role.CLAIM: 2,
    Role.STYLE: 3,
    Role.OCCASION: 2,
    Role.TYPE: 3,
    Role.COLOUR: 1,
}
"""At most so many words of a role: more reads as stuffing."""


def at_most(texts: Sequence[str], required: Sequence[str]) -> Iterable[AtMost]:
    """Yield groups of words of which a title holds only some; required words may always stand."""
    senses = {text: senses_of(text) for text in texts}
    free = set(required)
    concepts: dict[tuple[Role, str], list[str]] = {}
    roles: dict[Role, list[str]] = {}
    for text in texts:
        for sense in _said_outright(senses[text]):
            concepts.setdefault((sense.role, sense.concept), []).append(text)
        if senses[text]:
            roles.setdefault(senses[text][0].role, []).append(text)
    for members in concepts.values():
        yield from few(members, 1, free)
    for role, most in MOST.items():
        yield from few(roles.get(role, []), most, free)
    yield from _families(senses, free)
    yield from _vague(texts, free)
    yield from _makers(texts, free)
    yield from _apart(texts, free)
    yield from few([text for text in texts if _has(senses[text], "season")], 1, free)
    gendered = [text for text in texts if _has(senses[text], "gender")]
    yield from few([text for text in gendered if len(text) > 1], 1, free)
    yield from few([text for text in gendered if senses[text][0].role is not Role.TYPE], 1, free)
    yield from few([text for text in texts if year_of(text) is not None], 1, free)
    yield from _words_within_words(texts, free)
    yield from _told_by_type(senses, free)
    yield from namings(senses, free)


def few(members: Sequence[str], most: int, free: set[str]) -> Iterable[AtMost]:
    """Yield the group if it holds more words than a title may; required words may always stand."""
    if len(members) > most:
        yield AtMost(tuple(members), max(most, len(free & set(members))))


def _has(senses: Sequence[Sense], slot: str) -> bool:
    return any(sense.slot == slot for sense in senses)


def _said_outright(senses: Sequence[Sense]) -> list[Sense]:
    """Return what a word is there to say: a type names the thing, for whom it is comes with it (女装)."""
    if senses and senses[0].role is Role.TYPE:
        return [sense for sense in senses if sense.role is Role.TYPE]
    return list(senses)


def _families(senses: Mapping[str, tuple[Sense, ...]], free: set[str]) -> Iterable[AtMost]:
    """Yield near-synonyms (气质, 高级感, 质感): said one after the other they are padding."""
    for concepts in load_toml("title_rules.toml")["families"].values():
        members = [text for text, found in senses.items() if any(s.concept in concepts for s in found)]
        yield from few(members, 1, free)


def _vague(texts: Sequence[str], free: set[str]) -> Iterable[AtMost]:
    """Yield the words that say little of any thing: one or two of them are enough."""
    rule = load_toml("title_rules.toml")["vague"]
    members = [text for text in texts if text in rule["words"]]
    yield from few(members, rule["most"], free)


def _makers(texts: Sequence[str], free: set[str]) -> Iterable[AtMost]:
    """Yield the words that name a maker of devices (苹果, 苹果13), and bare models: a few are enough."""
    named = [[text for text in texts if maker in text] for maker in MAKERS]
    for members in (*named, [text for text in texts if _is_bare_model(text, senses_of(text))]):
        yield from few(members, MOST_MODELS, free)


def _apart(texts: Sequence[str], free: set[str]) -> Iterable[AtMost]:
    """Yield pairs of words that contradict each other to a reader (加绒, fleece-lined, and 夏季, summer)."""
    for one, other in load_toml("title_rules.toml")["apart"].values():
        pairs = product((t for t in texts if t in one), (t for t in texts if t in other))
        yield from (AtMost(pair, 1) for pair in pairs if not free.issuperset(pair))


def _words_within_words(texts: Sequence[str], free: set[str]) -> Iterable[AtMost]:
    """Yield pairs of which one repeats the other (旗袍, 旗袍裙), or half of it (夏, 夏季)."""
    for text in texts:
        holders = [other for other in texts if other != text and _is_within(text, other)]
        for other in holders:
            if not {text, other} <= free and (len(text) > 1 or _says_the_same(text, other)):
                yield AtMost((text, other), 1)


def _told_by_type(senses: Mapping[str, tuple[Sense, ...]], free: set[str]) -> Iterable[AtMost]:
    """Yield each word with the names of things that spell out what it says (改良版, 改良旗袍)."""
    names = {
        text: found[1:] for text, found in senses.items() if len(found) > 1 and found[0].role is Role.TYPE
    }
    for text, found in senses.items():
        said = [sense for sense in _said_outright(found) if sense.role is not Role.TYPE]
        for name, told in names.items():
            # All that it says: 男童 (boys) beside 儿童手表 (children's watch) says more than the name.
            repeated = bool(said) and all(sense in told and sense.concept in name for sense in said)
            if repeated and len(text) > 1 and text not in name and not {text, name} <= free:
                yield AtMost((text, name), 1)


def _is_within(text: str, other: str) -> bool:
    """Say whether a word stands in another: as characters in hanzi (旗袍, 旗袍裙), as a form in English."""
    return lemma(text) == lemma(other) if text.isascii() and other.isascii() else text in other


def _says_the_same(one: str, other: str) -> bool:
    """Say whether a hanzi repeats what a word says outright: 夏 in 夏季, but not 女 in 女装."""

    def concepts(text: str) -> set[tuple[Role, str]]:
        return {(sense.role, sense.concept) for sense in _said_outright(senses_of(text))}

    return bool(concepts(one) & concepts(other))


def beside(texts: Sequence[str], demands: Sequence[Demand], free: set[str]) -> Iterable[Beside]:
    """Yield for each fragment the words that it may stand beside: its neighbours in keywords.

    Fragments are unlisted words, bare letters and numbers, and single hanzi other than 女 and 男: alone they
    say nothing (春, plus, 3.5); so do listed halves of phrases (上班).
    """
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    for demand in demands:
        for one, other in zip(demand.words, demand.words[1:], strict=False):
            after.setdefault(one, set()).add(other)
            before.setdefault(other, set()).add(one)
    leaning = load_toml("title_rules.toml")["leaning"]["words"]
    for text in texts:
        senses = senses_of(text)
        whole = senses and len(text) > 1 and senses[0].role is not Role.MODEL and text not in leaning
        if _is_bare_model(text, senses):
            yield Beside(text, tuple(other for other in texts if _leads_to_model(other)), ())
        elif not whole and text not in free and not any(sense.slot == "gender" for sense in senses):
            yield Beside(text, _holding(texts, before.get(text)), _holding(texts, after.get(text)))


def _is_bare_model(text: str, senses: Sequence[Sense]) -> bool:
    """Say whether a word is a model that its maker's name must introduce (12promax, 6splus)."""
    return text[0].isdigit() and bool(senses) and senses[0].role is Role.MODEL


def _leads_to_model(text: str) -> bool:
    return any(maker in text for maker in MAKERS) or _is_bare_model(text, senses_of(text))


def _holding(texts: Sequence[str], neighbours: set[str] | None) -> tuple[str, ...]:
    """Return the words that are, or hold, one of `neighbours`."""
    return tuple(sorted(text for text in texts if any(_is_within(word, text) for word in neighbours or ())))


def at_least(texts: Sequence[str], facts: ProductFacts) -> Iterable[AtLeast]:
    """Yield: the brand that today's title says, a name of the thing, a device it is for, children, facts."""
    if branded := own_brands(texts, facts):
        yield AtLeast(branded, 1, Standing.BRAND)
    for head in facts.heads:
        naming = tuple(text for text in texts if is_type(text, head))
        if naming:
            yield AtLeast(naming, 1, Standing.NAME)
            break
    if models := tuple(text for text in texts if names_own_model(text, facts)):
        yield AtLeast(models, 1, Standing.MODEL)
    yield from for_whom(texts, facts)
    yield from telling(texts, facts, LEAST_FACTS)


def own_brands(texts: Sequence[str], facts: ProductFacts) -> tuple[str, ...]:
    """Return the words of the product's brand that today's title says."""
    return tuple(text for text in texts if is_own_brand(text, facts) and text in facts.title_words)


def for_whom(texts: Sequence[str], facts: ProductFacts) -> Iterable[AtLeast]:
    """Yield that a title says so where a thing is for children, or for the old."""
    young = tuple(text for text in texts if _ages(text) & facts.slots.get("age", frozenset()))
    if young and is_for_children(facts):
        yield AtLeast(young, 1, Standing.AUDIENCE)
    elder = tuple(text for text in texts if _ages(text) & ELDERS and text in facts.title_words)
    if elder and is_for_elders(facts):
        yield AtLeast(elder, 1, Standing.AUDIENCE)


def telling(texts: Sequence[str], facts: ProductFacts, wanted: int) -> Iterable[AtLeast]:
    """Yield that a title tells so many of the product's facts, or as many as can stand together."""
    told = [text for text in texts if is_fact(text, facts)]
    told = [text for text in told if text not in unspoken_words()] or told
    if told:
        yield AtLeast(tuple(told), min(wanted, _together(told)), Standing.FACTS)


def is_own_brand(text: str, facts: ProductFacts) -> bool:
    """Say whether a word is the brand that the product states."""
    return text in facts.brands and any(sense.role is Role.BRAND for sense in senses_of(text))


def _together(texts: Sequence[str]) -> int:
    """Return how many of the words, taken in turn, a title can hold at once: 女 and 女士 count for one."""
    groups = [(set(group.words), group.count) for group in at_most(texts, ())]
    taken: set[str] = set()
    for text in texts:
        if all(len(members & (taken | {text})) <= count for members, count in groups):
            taken.add(text)
    return len(taken)


def is_for_children(facts: ProductFacts) -> bool:
    """Say whether the product states no age but children's, and today's title says so too."""
    ages = facts.slots.get("age", frozenset())
    return bool(ages) and ages <= CHILDREN and any(_ages(word) & ages for word in facts.title_words)


def is_for_elders(facts: ProductFacts) -> bool:
    """Say whether today's title calls the product one for the middle-aged or the old, and for nobody else."""
    ages = {age for word in facts.title_words for age in _ages(word)} - {"成人"}
    return bool(ages) and ages <= ELDERS


def _ages(text: str) -> set[str]:
    return {sense.concept for sense in senses_of(text) if sense.slot == "age"}


def is_type(text: str, kind: str) -> bool:
    """Say whether a word names a kind of thing, or a narrower one."""
    tree = type_tree()
    return any(sense.role is Role.TYPE and tree.is_a(sense.concept, kind) for sense in senses_of(text))


def is_fact(text: str, facts: ProductFacts) -> bool:
    """Say whether a word states an attribute that the product states."""
    senses = senses_of(text)
    return any(
        sense.role in VERIFIABLE
        and sense.role is not Role.TYPE
        and (sense.role, sense.concept) in facts.concepts
        for sense in senses
    )
