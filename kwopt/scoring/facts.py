"""What a product states of itself, word by word: the ground on which keywords are judged.

A fact comes from the product's category, attributes, name, today's title, selling points and brand.
Silence is not denial: only a dimension that the product states can contradict a keyword.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kwopt.language.devices import Device, devices_in
from kwopt.language.english import variants
from kwopt.language.heads import is_spaced
from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.measures import Measure, measures_in
from kwopt.language.normalize import match_form, without_spaces
from kwopt.language.roles import Role
from kwopt.language.segment import Segmenter
from kwopt.language.types import type_tree
from kwopt.language.years import year_of
from kwopt.models import Product
from kwopt.resources import load_toml
from kwopt.scoring.kinds import Kinds, Statement, head_concepts, kinds_of, meanings

SET_TYPE = "套装"
"""The canonical type of sets of garments or things: a set is another product than its parts."""

COLLECTIVES = ("套装", "组合", "全套", "整套", "件套")
"""Words for several things sold as one: they say how many, not what (茶壶套装), and stand for each other."""
CONTAINERS = ("礼盒", "礼包", "礼袋")
"""Words for how a thing is packed: no other thing where the product says so itself (口红礼盒)."""

DEVICE_ACCESSORIES = ("手机配件",)
"""Kinds of things that are made for certain devices."""

CATEGORY_WEIGHT = 3.0
"""Votes of the finest category for the product's type, of a title's one."""

_TYPE_ATTRIBUTES = re.compile(
    "品名|类型|类别|(?<!颜色)分类|单品|^款式$|种类|^裙型$|^裤型$|^类目|产品名称|^(?:product |item )?type$",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile("[/／]")
"""A category of alternatives (蕾丝衫/雪纺衫) says less than one of a single kind."""
_SET_HINTS = re.compile("[套件组]|[+＋]")
"""What a title of a set holds, however it names it: 套装, 两件, 组合, 上衣+裤子."""
_BRAND_ATTRIBUTES = re.compile("^(?:品牌|brand|manufacturer)", re.IGNORECASE)
_LISTING_SEASON = re.compile("上市|年份")
_SILENT_VALUES = re.compile(
    r"^(?:(?:其他|其它|others?|无|否|不详|见描述|见详情|详情|任何|通用|没有|none|n/a|0)(?:品牌|100%|[/\s()（）])*)+$"
)
_AUDIENCE_ATTRIBUTES = re.compile("适用对象|适用人群|适用年龄|年龄段")
_YOUNG, _GROWN = re.compile("[童婴幼]|宝宝"), re.compile("青年|中年|老年|成人|成年|大众")
_AGE_RANGE = re.compile(r"(\d+)[-~]?(\d+)?周岁(?!以下)")
_SILENT_ATTRIBUTES = re.compile(
    "货号|产地|省份|地市|区县|售后|保修|渠道|包装|毛重|净重|生产企业|条码|批准文号|保质期|组合形式|上市时间|机芯产地"
)


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
    statements = list(_statements(product, segmenter))
    told = [statement for statement in statements if not (statement.is_name or statement.is_choice)]
    senses = [(sense, statement) for statement in told for sense in meanings(statement.words)]
    senses += [(sense, statement) for statement in told for sense in _age_senses(statement.text)]
    senses += [(sense, _INHERENT) for sense in _inherent_senses(told, _slots(senses)[0])]
    kinds = kinds_of(statements)
    strong, weak = _slots(senses)
    return ProductFacts(
        text="\n".join(without_spaces(statement.text) for statement in statements if statement.is_text),
        words=frozenset(
            word for statement in statements if not statement.weak_season for word in _said(statement)
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


def _statements(product: Product, segmenter: Segmenter) -> Iterable[Statement]:
    """Yield everything that the product states, its type first.

    A brand that is no single word is taken out of the text first: 摩耐克 does not say 耐克.
    """
    broken = [name for name in sorted(_brand_names(product)) if len(segmenter.words(name)) > 1]

    def stated(text: str, *, weight: float = 0.0, weak: bool = False, name: bool = False) -> Statement:
        form = match_form(text)
        for own in broken:
            form = form.replace(own, " ").strip()
        return Statement(tuple(_words_and_inside(form, segmenter)), form, weight, weak, name)

    for_all_ages = _is_for_all_ages(product)
    for place, part in enumerate(reversed(product.category)):
        if not (_ALTERNATIVES.search(part) or _is_doubtful_set(part, product.title)):
            yield stated(part, weight=CATEGORY_WEIGHT if place == 0 else 0.0)
        elif place == 0:
            yield replace(stated(part, weight=CATEGORY_WEIGHT), is_choice=True)
    if product.name:
        yield stated(product.name, weight=2.0)
    if product.title:
        yield replace(stated(product.title, weight=1.0), is_title=True)
    for name, value in product.attributes:
        if _SILENT_VALUES.match(value.strip().lower()) or _SILENT_ATTRIBUTES.search(name):
            continue
        if for_all_ages and _AUDIENCE_ATTRIBUTES.search(name) and _YOUNG.search(value):
            continue
        yield stated(
            value,
            weight=2.0 if _TYPE_ATTRIBUTES.search(name) else 0.0,
            weak=bool(_LISTING_SEASON.search(name)),
            name=bool(_BRAND_ATTRIBUTES.match(name)),
        )
        if value.strip().lower() in ("是", "有", "yes", "true"):
            yield stated(name.removeprefix("是否").removeprefix("可"))
    for text in (*product.selling_points, *product.approved_words, *product.required_words):
        yield stated(text)
    if product.brand:
        yield stated(product.brand, name=True)
    if product.season:
        yield stated(product.season)


def _is_doubtful_set(category: str, title: str | None) -> bool:
    """Say whether a category of sets holds a product whose title speaks of none: sellers file so too."""
    return SET_TYPE in category and bool(title) and not _SET_HINTS.search(title or "")


def _is_for_all_ages(product: Product) -> bool:
    """Say whether the attributes list young and grown people alike, and nothing else speaks of the young.

    Sellers tick every box of 适用对象 (for whom): such a list makes no children's product.
    """
    ages = [value for name, value in product.attributes if _AUDIENCE_ATTRIBUTES.search(name)]
    spoken = "".join([product.title or "", product.name or "", *product.category])
    return any(map(_YOUNG.search, ages)) and any(map(_GROWN.search, ages)) and not _YOUNG.search(spoken)


def _words_and_inside(form: str, segmenter: Segmenter) -> Iterable[str]:
    """Yield the words and the shorter words inside them, but none inside a brand: 摩耐克韩 is not 耐克."""
    for word in segmenter.words(form):
        if all(sense.role is not Role.BRAND for sense in senses_of(word)):
            yield from (part for part in segmenter.inside(word) if not _is_foreign_head(word, part))
        yield word


def _is_foreign_head(word: str, part: str) -> bool:
    """Say whether a type inside a type is neither its head nor part of a set: 西装 in 西装裙, a skirt."""
    kinds = _types_of(word)
    is_set = any(type_tree().is_a(kind, SET_TYPE) for kind in kinds)
    return bool(kinds and _types_of(part)) and not (is_set or word.endswith(part))


def _types_of(word: str) -> list[str]:
    return [sense.concept for sense in senses_of(word) if sense.role is Role.TYPE]


def _is_kind(word: str) -> bool:
    return all(sense.role is Role.TYPE for sense in senses_of(word))


def _said(statement: Statement) -> Iterable[str]:
    """Yield the words of a statement; of spaced text also their dictionary forms and joined neighbours."""
    yield from (word for word in statement.words if not statement.is_choice or _is_kind(word))
    if is_spaced(statement.text):
        yield from (form for word in statement.words for form in (*variants(word), *word.split("-")))
        yield from map("".join, zip(statement.words, statement.words[1:], strict=False))


def _age_senses(text: str) -> list[Sense]:
    """Return the age group of a range such as 18-25周岁 (years of age)."""
    found = []
    for match in _AGE_RANGE.finditer(text):
        low = int(match.group(1))
        group = "儿童" if low < 12 else "青少年" if low < 18 else "青年" if low < 40 else "中年"
        found.append(Sense(Role.AUDIENCE, "age", group))
    return found


def _inherent_senses(statements: Iterable[Statement], stated: Mapping[str, frozenset[str]]) -> list[Sense]:
    """Return for whom and when a thing is by its kind, where nothing else says: a 旗袍 is for women."""
    told = list(statements)
    kinds = {kind for statement in told if statement.type_weight for kind in head_concepts(statement)}
    said = {sense.concept for statement in told for sense in meanings(statement.words)}
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
    names = _brand_names(product)
    latin = {word for name in names for word in segmenter.words(name) if word.isascii()}
    canonical = {sense.concept for sense in meanings(sorted(names)) if sense.role is Role.BRAND}
    return frozenset(names | latin | canonical)


def _brand_names(product: Product) -> set[str]:
    """Return the names in the stated brand: "Warrior/回力" has two."""
    stated = [product.brand or "", *(v for k, v in product.attributes if _BRAND_ATTRIBUTES.match(k))]
    names = {match_form(part) for text in stated for part in re.split("[/／()（）]", text)}
    return {name for name in names if name and not _SILENT_VALUES.match(name)}


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
