"""What kind of thing a product is: its statements vote on the types that they name.

Owns statements and their votes. What else a statement says (gender, season, material) is read by
`kwopt.scoring.facts.facts`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from kwopt.language.heads import head_words, is_spaced
from kwopt.language.lexicon import Sense, senses_of, types_of
from kwopt.language.types import TypeTree, type_tree
from kwopt.resources import load_toml
from kwopt.scoring.facts.statements import SET_TYPE, TITLE_WEIGHT, Statement

LAST_TYPE_BONUS = 0.5
"""Chinese titles have their head last: of two types named once the later says what the thing is."""
HYPERNYM_SHARE = 0.6
"""Weight of a hypernym's votes: 茶具 said three times names a tea set better than 茶壶 said once; 女装 said
as often as 卫衣 does not."""
_LOOSE_HEADS = frozenset("机器品具件物套组装子用水粉霜膏液油巾片贴剂露乳")
"""Last hanzi that things of every kind share."""
_SEVERAL = re.compile("组合|套装|[+＋]|[一二两三四五六七八九十\\d]件套|成套|一体")
"""What says that a product is several things."""
UNTELLING = frozenset({SET_TYPE, "礼物"})
"""Types that say how a thing is sold: they choose no family where another type is named."""
_FLAVOURS = frozenset({"味", "口味", "风味", "味道"})
"""Words after what a thing tastes of: 苹果味啤酒 is no apple."""
OUTERWEAR = "外套"
_WORN_BEFORE = frozenset({"配", "搭", "搭配"})
"""Words before what a garment goes with."""
_WORN_AFTER = frozenset({"内搭", "里搭", "打底"})
"""Words after the outerwear under which a garment is worn."""
_FITS_TO = ("适用", "适配", "兼容", "通用于")
"""A title that begins so names first the thing that the product is made for (适用剃须刀 ... 充电线)."""


@dataclass(frozen=True)
class Kinds:
    """The types that a product is, that it calls itself, that it merely mentions; names, best first."""

    own: frozenset[str]
    names: frozenset[str]
    mentioned: frozenset[str]
    ranked: tuple[str, ...]


def kinds_of(statements: Iterable[Statement]) -> Kinds:
    """Return the types that the product is, those that it calls itself, and those that it only mentions.

    Category, name, title and the attributes that name a kind vote, the last type of each text half a vote
    more. The family with most votes is the product's; types with the same last hanzi as its first
    (衣帽架, 置物架) belong to it; of equal families the one with more types mentioned is meant. A hypernym of
    another of its types (服装 beside 卫衣) is a name for it, and says nothing more.
    """
    tree = type_tree()
    said = list(statements)
    mentioned = {kind for statement in said for kind in _type_concepts(statement.words)}
    votes = _votes(said)
    names = _names(tree, votes, Counter(tree.top(kind) for kind in mentioned), _anchors(said))
    sure = names.intersection(_votes(statement for statement in said if not statement.is_choice))
    names = sure or names
    whole = _type_concepts(word for statement in said for word in statement.whole)
    names = names.intersection(whole) or names
    own = names - {above for kind in names for above in tree.ancestors(kind)}
    ranked = sorted(names, key=lambda kind: (-votes[kind] * (1.0 if kind in own else HYPERNYM_SHARE), kind))
    return Kinds(frozenset(own), frozenset(names), frozenset(mentioned - names), tuple(ranked))


def _votes(statements: Iterable[Statement]) -> Mapping[str, float]:
    said = [statement for statement in statements if statement.type_weight]
    foreign = {kind for statement in said for kind in _made_for(statement)}
    votes: defaultdict[str, float] = defaultdict(float)
    for statement in said:
        kinds = [kind for kind in head_concepts(statement) if kind not in foreign]
        for kind in dict.fromkeys(kinds):
            is_last = kind in _last_kinds(statement, kinds)
            votes[kind] += statement.type_weight + (LAST_TYPE_BONUS if is_last else 0.0)
    return votes


def _last_kinds(statement: Statement, kinds: Sequence[str]) -> Sequence[str]:
    """Return the last type of a statement; in spaced text all senses of its head (notebook: two things)."""
    return _type_concepts(head_words(statement.text)[-1:]) if is_spaced(statement.text) else kinds[-1:]


def _made_for(statement: Statement) -> tuple[str, ...]:
    """Return the type that a title names before its own, as that of the thing it is made for."""
    kinds = tuple(dict.fromkeys(head_concepts(statement)))
    told = statement.is_title and statement.text.startswith(_FITS_TO)
    return kinds[:1] if told and len(kinds) > 1 else ()


def _anchors(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the types that category and attributes name; none for a set, which is several things."""
    said = [statement for statement in statements if statement.type_weight]
    if any(_SEVERAL.search(statement.text) for statement in said):
        return frozenset()
    strong = [s for s in said if s.type_weight > TITLE_WEIGHT and not s.is_choice]
    return frozenset(_votes(strong))


def _branch(tree: TypeTree, kind: str) -> str:
    """Return a type's ancestor right below the outermost one, or the type itself."""
    return (kind, *tree.ancestors(kind))[-2:][0]


def _names(
    tree: TypeTree, votes: Mapping[str, float], mentions: Mapping[str, int], anchors: frozenset[str]
) -> set[str]:
    families: defaultdict[str, float] = defaultdict(float)
    telling = {kind: weight for kind, weight in votes.items() if kind not in UNTELLING}
    for kind, weight in (telling or votes).items():
        families[tree.top(kind)] += weight
    best = min(families, key=lambda family: (-families[family], -mentions[family], family), default="")
    core = {kind for kind in votes if tree.top(kind) == best}
    sure = anchors & core
    if sure and best in load_toml("type_families.toml")["of_many_things"]:
        branches = {best} | {_branch(tree, kind) for kind in sure}
        core = {
            kind for kind in core if _branch(tree, kind) in branches or any(_akin(own, kind) for own in sure)
        }
    first = min(core, key=lambda kind: (-votes[kind], kind), default="")
    return core | {kind for kind in votes if first and _akin(first, kind)}


def _akin(one: str, other: str) -> bool:
    return _tail(one) == _tail(other) and not one.isascii() and _tail(one) not in _LOOSE_HEADS


def _tail(kind: str) -> str:
    """Return the hanzi that heads a compound; 子 is an ending (架子: 架)."""
    return (kind.removesuffix("子") or kind)[-1]


def meanings(words: Iterable[str]) -> list[Sense]:
    """Return the senses of all words in turn."""
    return [sense for word in words for sense in senses_of(word)]


def _worn_with(words: Sequence[str]) -> frozenset[str]:
    """Return the words of a text that name what the product is worn with: 配西装, 外套内搭."""
    tree = type_tree()
    with_it = {word for before, word in pairwise(words) if before in _WORN_BEFORE}
    under_it = {word for word, after in pairwise(words) if after in _WORN_AFTER
                and any(tree.is_a(kind, OUTERWEAR) for kind in types_of(word))}  # fmt: skip
    return frozenset(with_it | under_it)


def _flavours(words: Sequence[str]) -> frozenset[str]:
    """Return the types right before a word for taste: what the product tastes of."""
    found: set[str] = set()
    for place in (place for place, word in enumerate(words) if word in _FLAVOURS):
        found |= set(takewhile(types_of, reversed(words[:place])))
    return frozenset(found)


def _type_concepts(words: Iterable[str]) -> list[str]:
    return [kind for word in words for kind in types_of(word)]


def head_concepts(statement: Statement) -> list[str]:
    """Return the types that a statement says the product is: in spaced text the heads, else all it names."""
    if is_spaced(statement.text):
        return _type_concepts(head_words(statement.text))
    other = _worn_with(statement.words) | _flavours(statement.words)
    return _type_concepts(word for word in statement.words if word not in other)
