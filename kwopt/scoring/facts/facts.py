"""What a product states of itself, word by word: the ground on which keywords are judged.

A fact comes from the product's category, attributes, name, today's title, selling points and brand.
Silence is not denial: only a dimension that the product states can contradict a keyword.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kwopt.language.devices import Device, devices_in
from kwopt.language.english import variants
from kwopt.language.heads import is_spaced
from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.materials import PURE, said_pure
from kwopt.language.measures import Measure, measures_in
from kwopt.language.normalize import match_form, without_spaces
from kwopt.language.roles import Role
from kwopt.language.segment import Segmenter
from kwopt.language.types import type_tree
from kwopt.language.years import year_of
from kwopt.models import Product
from kwopt.resources import load_toml
from kwopt.scoring.facts.kinds import Kinds, head_concepts, kinds_of, meanings
from kwopt.scoring.facts.statements import Statement, brand_names, statements_of

COLLECTIVES = ("套装", "组合", "全套", "整套", "件套")
"""Words for several things sold as one: they say how many, not what (茶壶套装), and stand for each other."""
CONTAINERS = ("礼盒", "礼包", "礼袋")
"""Words for how a thing is packed: no other thing where the product says so itself (口红礼盒)."""

_AGE_RANGE = re.compile(r"(\d+)[-~]?(\d+)?周岁(?!以[上下])")

DEVICE_ACCESSORIES = ("手机配件",)
"""Kinds of things that are made for certain devices."""


@dataclass(frozen=True)
class ProductFacts:
    """The facts of one product, ready for comparison.

    Attributes
    ----------
    text
        All stated text in match form without spaces, parts separated by newlines.
    words
        Exact words of the stated text and the words inside them; `title_words` those of title and name.
    types
        Canonical types that the product is, without hypernyms; `type_names` has those that it calls itself
        by too (运动套装 for a 卫衣套装), `mentioned` types that it merely names (收纳箱 for 衣服).
    heads
        `type_names`, the one that says best what the product is first.
    slots
        For each exclusive dimension the concepts stated.
    weak_slots
        Dimensions stated only by the season of listing: they support, and never contradict.
    concepts
        All (role, concept) pairs stated.
    devices
        The devices that an accessory is made for, by maker, series and model.
    """

    text: str
    words: frozenset[str]
    title_words: frozenset[str]
    types: frozenset[str]
    type_names: frozenset[str]
    mentioned: frozenset[str]
    heads: tuple[str, ...]
    slots: Mapping[str, frozenset[str]]
    weak_slots: frozenset[str]
    concepts: frozenset[tuple[Role, str]]
    brands: frozenset[str]
    years: frozenset[int]
    approved: frozenset[str]
    forbidden: frozenset[str]
    measures: frozenset[Measure] = frozenset()
    devices: frozenset[Device] = frozenset()
    statements: tuple[Statement, ...] = ()

    @property
    def says_set(self) -> bool:
        """Whether the product calls itself a set."""
        return any(word in self.text for word in COLLECTIVES)


_INHERENT = Statement((), "")
_INHERENT_ROLES = {"gender": Role.AUDIENCE, "season": Role.SEASON}


def product_facts(product: Product, segmenter: Segmenter) -> ProductFacts:
    """Return the facts that `product` states."""
    statements = statements_of(product, segmenter)
    told = [
        statement
        for statement in statements
        if not (statement.is_name or statement.is_choice or statement.is_of_part)
    ]
    senses = [(sense, statement) for statement in told for sense in meanings(statement.words)]
    senses += [(sense, statement) for statement in told for sense in _age_senses(statement.text)]
    senses += [(sense, statement) for statement in told for sense in _pure_senses(statement)]
    senses += [(sense, _INHERENT) for sense in _inherent_senses(told, _slots(senses)[0])]
    kinds = kinds_of(statements)
    strong, weak = _slots(senses)
    return ProductFacts(
        text="\n".join(without_spaces(statement.text) for statement in statements if statement.is_text),
        words=frozenset(
            word
            for statement in statements
            if not (statement.weak_season or statement.is_of_part)
            for word in _said(statement)
        ),
        title_words=frozenset(segmenter.words(match_form(f"{product.title or ''} {product.name or ''}"))),
        types=kinds.own,
        type_names=kinds.names,
        mentioned=kinds.mentioned,
        heads=kinds.ranked,
        slots={slot: strong.get(slot, weak.get(slot, frozenset())) for slot in {*strong, *weak}},
        weak_slots=frozenset(weak) - frozenset(strong),
        concepts=frozenset(
            (sense.role, sense.concept)
            for sense, statement in senses
            if not (_is_weak(sense, statement) and sense.slot in strong)
        ),
        brands=_brands(product, segmenter),
        years=_years(product, statements),
        approved=frozenset(map(match_form, product.approved_words)),
        forbidden=frozenset(map(match_form, product.forbidden_words)),
        devices=_devices(statements, kinds),
        statements=tuple(statements),
        measures=frozenset(found for statement in statements for found in measures_in(statement.text)),
    )


def _is_kind(word: str) -> bool:
    return all(sense.role is Role.TYPE for sense in senses_of(word))


def _said(statement: Statement) -> Iterable[str]:
    """Yield the words of a statement; of spaced text also their dictionary forms and joined neighbours."""
    yield from (word for word in statement.words if not statement.is_choice or _is_kind(word))
    if is_spaced(statement.text):
        yield from (form for word in statement.words for form in (*variants(word), *word.split("-")))
        yield from map("".join, zip(statement.words, statement.words[1:], strict=False))


def _age_senses(text: str) -> list[Sense]:
    """Return the age group of a range such as 18-25周岁 (years of age); an open one (35周岁以上) has none."""
    found = []
    for match in _AGE_RANGE.finditer(text):
        low = int(match.group(1))
        group = "儿童" if low < 12 else "青少年" if low < 18 else "青年" if low < 40 else "中年"
        found.append(Sense(Role.AUDIENCE, "age", group))
    return found


def _pure_senses(statement: Statement) -> list[Sense]:
    """Return what is stated as 100 % of one material: 棉100% says 纯棉 (pure cotton).

    A text that says so of two (the cloth, the lining) says it of neither alone.
    """
    found = [senses_of(name) for name in said_pure(statement.text)]
    materials = {senses[0].concept for senses in found if senses and senses[0].role is Role.MATERIAL}
    return [Sense(Role.MATERIAL, None, PURE + material) for material in materials if len(materials) == 1]


def _inherent_senses(statements: Sequence[Statement], stated: Mapping[str, frozenset[str]]) -> list[Sense]:
    """Return for whom and when a thing is by its kind, where nothing else says: a 旗袍 is for women."""
    kinds = {kind for told in statements if told.type_weight for kind in head_concepts(told)}
    said = {sense.concept for told in statements for sense in meanings(told.words)}
    return [
        Sense(_INHERENT_ROLES[slot], slot, concept)
        for slot, concepts in inherent_in({*kinds, *said}).items()
        if slot not in stated
        for concept in sorted(concepts)
    ]


def inherent_in(concepts: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for whom ("gender") and when ("season") things of some kinds and features are by nature.

    >>> inherent_in(["凉鞋"])["season"]
    frozenset({'夏'})
    """
    tree, table = type_tree(), load_toml("type_audience.toml")
    above = {kind for concept in concepts for kind in (concept, *tree.ancestors(concept))}
    found = {
        slot: frozenset(concept for concept, sources in table[slot].items() if not above.isdisjoint(sources))
        for slot in _INHERENT_ROLES
    }
    return {slot: concepts for slot, concepts in found.items() if concepts}


def _slots(
    senses: Iterable[tuple[Sense, Statement]],
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    strong: dict[str, set[str]] = {}
    weak: dict[str, set[str]] = {}
    for sense, statement in senses:
        if sense.slot is not None and sense.role is not Role.TYPE:
            (weak if _is_weak(sense, statement) else strong).setdefault(sense.slot, set()).add(sense.concept)
    return (
        {slot: frozenset(concepts) for slot, concepts in strong.items()},
        {slot: frozenset(concepts) for slot, concepts in weak.items()},
    )


def _is_weak(sense: Sense, statement: Statement) -> bool:
    return statement.weak_season and sense.role is Role.SEASON


def _brands(product: Product, segmenter: Segmenter) -> frozenset[str]:
    """Return the product's own brand names: as stated, their Latin words, and their canonical names."""
    names = brand_names(product)
    latin = {word for name in names for word in segmenter.words(name) if word.isascii()}
    canonical = {sense.concept for sense in meanings(sorted(names)) if sense.role is Role.BRAND}
    return frozenset(names | latin | canonical)


def _devices(statements: Iterable[Statement], kinds: Kinds) -> frozenset[Device]:
    """Return the devices that a product is made for; none unless it is an accessory of devices."""
    tree = type_tree()
    if not any(tree.is_a(kind, above) for kind in kinds.own for above in DEVICE_ACCESSORIES):
        return frozenset()
    return frozenset(
        mention.device
        for statement in statements
        if not statement.is_name
        for mention in devices_in(statement.text)
    )


def _years(product: Product, statements: Iterable[Statement]) -> frozenset[int]:
    found = {year_of(word) for statement in statements for word in statement.words}
    return frozenset(year for year in (*found, product.year) if year is not None)
