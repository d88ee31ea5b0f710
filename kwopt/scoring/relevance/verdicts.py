"""What a product's facts say to each word of a vocabulary: stated, unstated, denied, or no matter.

A word is denied where the product states another concept in the same exclusive dimension, or where saying
nothing means no (another's brand, children's wear). It is unstated where a fact would settle it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.roles import Role
from kwopt.resources import load_toml
from kwopt.scoring.facts.facts import COLLECTIVES, ProductFacts
from kwopt.scoring.relevance.audiences import AUDIENCE_VERDICTS, asks_for_children, asks_for_grown
from kwopt.scoring.relevance.own_types import OwnTypes, TypeMatch
from kwopt.scoring.relevance.reasons import GRAVEST, REASON_OF_ROLE, REASONS, Verdict
from kwopt.scoring.relevance.said import said_words
from kwopt.scoring.words.vocabulary import Vocabulary

_SILENT_ROLES = frozenset({Role.FUNCTION, Role.OPINION, Role.NEWNESS, Role.NAVIGATION})
"""Roles whose words ask for nothing that a fact could settle."""
_UNTELLING = frozenset(
    {
        Role.YEAR, Role.SPEC, Role.MODEL, Role.BRAND, Role.AUDIENCE, Role.SEASON, Role.CLAIM, Role.COMMERCE,
        Role.COLOUR, Role.PLACE, Role.OCCASION, Role.STYLE, Role.CUT, Role.BODY, *_SILENT_ROLES,
    }
)  # fmt: skip
"""Roles whose words say too little to stand for a product without its type."""
SERVICE_SLOT = "service"
"""Slot of words that ask for a service or for advice, not for the thing: 出租 (for rent), 维修 (repair)."""

PRAISE_SLOT = "praise"
"""Slot of claims of success and class (爆款, a best seller), which shoppers type of anything."""

_FOREIGN_ROLES = frozenset({Role.BRAND, Role.PERSON})
"""Roles of which silence is denial: a product that does not state a brand is not of that brand."""

_SEASONS = frozenset("春夏秋冬")

_NOTHING = "\0"
"""A concept that no product states."""


@dataclass(frozen=True, eq=False)
class WordVerdicts:
    """Verdicts on each word of a vocabulary; arrays of shape (n_words,).

    `tells`: the word states something of the product that can stand for it without its type (an IP, an
    occasion), unlike a year, a size or a device. `names_whole`: the type word names the whole product; for
    a set, the types of its parts do not. `accessory`: it names what goes with the product, or what the
    product goes with (`made_for`). `stand_in`: as what type, a `TypeMatch`, it reads where no type is named.
    `grown`, `young`: for a children's product, it asks for grown people, or for children. `other_family`: it
    names a thing of quite another kind.
    """

    verdict: npt.NDArray[np.int64]
    tells: npt.NDArray[np.bool_]
    type_match: npt.NDArray[np.int64]
    reason: npt.NDArray[np.int64]
    names_whole: npt.NDArray[np.bool_]
    names_part: npt.NDArray[np.bool_]
    stand_in: npt.NDArray[np.int64]
    grown: npt.NDArray[np.bool_]
    young: npt.NDArray[np.bool_]
    accessory: npt.NDArray[np.bool_]
    made_for: npt.NDArray[np.bool_]
    other_family: npt.NDArray[np.bool_]


def word_verdicts(vocabulary: Vocabulary, facts: ProductFacts) -> WordVerdicts:
    """Return what `facts` say to each word of `vocabulary`."""
    by_sense = _sense_verdicts(vocabulary, facts)
    own, is_type = OwnTypes.of(facts), vocabulary.with_role(Role.TYPE)
    types = _type_matches(vocabulary, own)
    named, foreign = types >= TypeMatch.NEAR, is_type & (types <= TypeMatch.MENTIONED)
    verdict = vocabulary.worst(by_sense)
    verdict = np.where(_half_in_season(vocabulary, facts), Verdict.UNSTATED, verdict)
    own_types = vocabulary.having(Role.TYPE)
    said = said_words(vocabulary, facts)
    verdict[~vocabulary.listed] = Verdict.UNKNOWN
    verdict[said & (~own_types | (verdict == Verdict.UNKNOWN))] = Verdict.STATED
    going_with = foreign & _marked(vocabulary, vocabulary.meaning(own.going_with))
    return WordVerdicts(
        verdict=verdict,
        tells=_tells(vocabulary, verdict == Verdict.STATED),
        type_match=vocabulary.worst(types),
        reason=_reasons(vocabulary, by_sense),
        names_whole=_are(vocabulary, named, own.names_whole)
        | _says_several(vocabulary, verdict == Verdict.STATED),
        names_part=_are(vocabulary, named & own.is_set, own.names_part),
        stand_in=_stand_ins(vocabulary, own),
        grown=asks_for_grown(vocabulary, facts),
        young=asks_for_children(vocabulary, facts),
        accessory=_are(vocabulary, going_with, own.goes_with),
        made_for=_are(vocabulary, going_with & own.is_accessory, own.is_made_for),
        other_family=vocabulary.worst((foreign & _is_other_family(vocabulary, own)).astype(np.int64)) > 0,
    )


def _sense_verdicts(vocabulary: Vocabulary, facts: ProductFacts) -> npt.NDArray[np.int64]:
    """Return the verdict on each sense, shape (n_senses,).

    Most senses mean what no product states, and share the verdict on their role and slot.
    """
    of_each, group = vocabulary.groups
    usual = [
        Verdict.NEUTRAL
        if sense.role is Role.YEAR
        else _sense_verdict(replace(sense, concept=_NOTHING), facts)
        for sense in of_each
    ]
    found = np.array(usual, dtype=np.int64)[group]
    alone = vocabulary.with_role(Role.YEAR)
    for slot in AUDIENCE_VERDICTS:
        alone |= vocabulary.in_slot(slot)
    alone[vocabulary.meaning({*facts.brands, *(concept for _, concept in facts.concepts)})] = True
    places = np.flatnonzero(alone)
    found[places] = [_sense_verdict(vocabulary.senses[place], facts) for place in places.tolist()]
    return found


def _type_matches(vocabulary: Vocabulary, own: OwnTypes) -> npt.NDArray[np.int64]:
    """Return how each sense relates to the product's types, shape (n_senses,); most are other things."""
    found = np.where(vocabulary.with_role(Role.TYPE), int(TypeMatch.OTHER), int(TypeMatch.NONE))
    places = vocabulary.meaning(own.in_question)
    found[places] = [own.match(vocabulary.senses[place]) for place in places.tolist()]
    return found


def _is_other_family(vocabulary: Vocabulary, own: OwnTypes) -> npt.NDArray[np.bool_]:
    tops, family = vocabulary.families
    is_other = np.array([top not in own.families for top in tops] + [False])  # the last: no type
    return np.asarray(is_other[family])


def _marked(vocabulary: Vocabulary, senses: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    marked = np.zeros(len(vocabulary.senses), dtype=bool)
    marked[senses] = True
    return marked


def _half_in_season(vocabulary: Vocabulary, facts: ProductFacts) -> npt.NDArray[np.bool_]:
    """Return which words name several seasons of which the product has but some: 春夏 of one for 春秋."""
    own = facts.slots.get("season", frozenset())
    half = np.zeros(len(vocabulary.words), dtype=bool)
    for place in np.flatnonzero(vocabulary.having(Role.SEASON)).tolist():
        asked = {sense.concept for sense in senses_of(vocabulary.words[place]) if sense.role is Role.SEASON}
        all_year = len(asked) == len(_SEASONS)
        within = asked <= own or (own <= asked and not all_year)
        half[place] = len(asked) > 1 and bool(asked & own) and not within
    return half


def _stand_ins(vocabulary: Vocabulary, own: OwnTypes) -> npt.NDArray[np.int64]:
    matches = np.full(len(vocabulary.words), TypeMatch.NONE, dtype=np.int64)
    for word, kind in load_toml("type_stand_ins.toml").items():
        if word in vocabulary.number:
            matches[vocabulary.number[word]] = own.match(Sense(Role.TYPE, None, kind))
    return matches


def _says_several(vocabulary: Vocabulary, among: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which of the words `among` say that several things are sold as one: 套装, 两件套."""
    says = np.zeros(len(vocabulary.words), dtype=bool)
    places = np.flatnonzero(among)
    says[places] = [vocabulary.words[place].endswith(COLLECTIVES) for place in places.tolist()]
    return says


def _tells(vocabulary: Vocabulary, stated: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which stated words can stand for the product without its type."""
    tells = stated & ~vocabulary.having(*_UNTELLING) & (vocabulary.listed | (vocabulary.lengths > 1))
    return tells | _says_several(vocabulary, stated & ~tells)


def _each_sense(
    vocabulary: Vocabulary, chosen: npt.NDArray[np.bool_], verdict: Callable[[Sense], int]
) -> npt.NDArray[np.int64]:
    """Return the verdict on each chosen sense, 0 for the others, shape (n_senses,)."""
    found = np.zeros(len(vocabulary.senses), dtype=np.int64)
    places = np.flatnonzero(chosen)
    found[places] = [verdict(vocabulary.senses[place]) for place in places.tolist()]
    return found


def _are(
    vocabulary: Vocabulary, chosen: npt.NDArray[np.bool_], question: Callable[[Sense], bool]
) -> npt.NDArray[np.bool_]:
    """Return which words have a chosen sense to which the answer is yes, shape (n_words,)."""
    return vocabulary.worst(_each_sense(vocabulary, chosen, question)) > 0


def _reasons(vocabulary: Vocabulary, by_sense: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the reason, a code of `REASONS`, of each word's worst sense; "brand" for unlisted words."""
    reasons = np.full(len(vocabulary.words), REASONS.index("brand"))
    if vocabulary.listed.any():
        by_gravity = np.argsort(
            [-GRAVEST.index(code) if code in GRAVEST else -len(GRAVEST) for code in REASONS], kind="stable"
        )
        gravity = np.argsort(by_gravity)
        graver = by_sense * len(REASONS) + gravity[_reason_codes(vocabulary)]
        first = vocabulary.sense_start[:-1][vocabulary.listed]
        worst = np.maximum.reduceat(graver[vocabulary.sense_of], first)
        reasons[vocabulary.listed] = by_gravity[worst % len(REASONS)]
    return reasons


def _reason_codes(vocabulary: Vocabulary) -> npt.NDArray[np.int64]:
    """Return the reason that each sense gives, a code of `REASONS`, shape (n_senses,)."""
    codes = vocabulary.by_role({role: REASONS.index(reason) for role, reason in REASON_OF_ROLE.items()})
    of_people = vocabulary.with_role(Role.AUDIENCE, Role.BODY)
    codes[vocabulary.in_slot("gender") & of_people] = REASONS.index("gender")
    return codes


def _sense_verdict(sense: Sense, facts: ProductFacts) -> Verdict:
    if sense.slot == SERVICE_SLOT:
        return Verdict.STATED if (sense.role, sense.concept) in facts.concepts else Verdict.DENIED
    if sense.role in _SILENT_ROLES or sense.role is Role.TYPE or sense.slot == PRAISE_SLOT:
        return Verdict.NEUTRAL
    if sense.role in _FOREIGN_ROLES:
        return Verdict.STATED if _is_own_name(sense, facts) else Verdict.DENIED
    if (sense.role, sense.concept) in facts.concepts:
        return Verdict.STATED
    if sense.role is Role.YEAR:
        return Verdict.STATED if int(sense.concept) in facts.years else Verdict.UNSTATED
    special = AUDIENCE_VERDICTS.get(sense.slot or "")
    if special is not None:
        return special(sense.concept, facts)
    contradicted = sense.slot in facts.slots and sense.slot not in facts.weak_slots
    return Verdict.DENIED if contradicted else Verdict.UNSTATED


def _is_own_name(sense: Sense, facts: ProductFacts) -> bool:
    return sense.concept in facts.brands or (sense.role, sense.concept) in facts.concepts
