"""What a product states of itself, word by word: the ground on which keywords are judged.

A fact comes from the product's category, attributes, name, today's title, selling points and brand.
Silence is not denial: only a dimension that the product states can contradict a keyword.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kwopt.language.english import variants
from kwopt.language.heads import head_words, is_spaced
from kwopt.language.lexicon import Sense, senses_of
from kwopt.language.measures import Measure, measures_in
from kwopt.language.normalize import match_form, without_spaces
from kwopt.language.roles import Role
from kwopt.language.segment import Segmenter
from kwopt.language.types import TypeTree, type_tree
from kwopt.language.years import year_of
from kwopt.models import Product
from kwopt.resources import load_toml

SET_TYPE = "套装"
"""The canonical type of sets of garments or things: a set is another product than its parts."""

COLLECTIVES = ("套装", "组合", "全套", "整套", "件套")
"""Words for several things sold as one: they say how many, not what (茶壶套装), and stand for each other."""
CONTAINERS = ("礼盒", "礼包", "礼袋")
"""Words for how a thing is packed: no other thing where the product says so itself (口红礼盒)."""

_TYPE_ATTRIBUTES = re.compile(
    "品名|类型|类别|分类|单品|^款式$|种类|^类目|产品名称|^(?:product |item )?type$", re.IGNORECASE
)
_ALTERNATIVES = re.compile("[/／]")
"""A category of alternatives (蕾丝衫/雪纺衫) says less than one of a single kind."""
_BRAND_ATTRIBUTES = re.compile("^(?:品牌|brand|manufacturer)", re.IGNORECASE)
_LISTING_SEASON = re.compile("上市|年份")
_SILENT_VALUES = re.compile(
    "^(?:其他|其它|other|无|否|不详|见描述|其他/other|other/其他|其他100%|任何|通用)$"
)
_AUDIENCE_ATTRIBUTES = re.compile("适用对象|适用人群|适用年龄|年龄段")
_YOUNG, _GROWN = re.compile("[童婴幼]|宝宝"), re.compile("青年|中年|老年|成人|成年|大众")
_AGE_RANGE = re.compile(r"(\d+)[-~]?(\d+)?周岁")
_SILENT_ATTRIBUTES = re.compile(
    "货号|产地|省份|地市|区县|售后|保修|渠道|包装|毛重|净重|生产企业|条码|批准文号|保质期|组合形式|上市时间|机芯产地"
)


LAST_TYPE_BONUS = 0.5
"""Chinese titles have their head last: of two types named once the later says what the thing is."""
HYPERNYM_SHARE = 0.6
"""Weight of a hypernym's votes: 茶具 said three times names a tea set better than 茶壶 said once; 女装 said
as often as 卫衣 does not."""
_LOOSE_HEADS = frozenset("机器品具件物套组装子用")
"""Last hanzi that things of every kind share."""


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

    @property
    def says_set(self) -> bool:
        """Whether the product calls itself a set."""
        return any(word in self.text for word in COLLECTIVES)


@dataclass(frozen=True)
class _Statement:
    """One stated text: its words in match form and how much it says of the product's type.

    A brand's name is no description: 紫 in 紫贝缇 is no colour.
    """

    words: tuple[str, ...]
    text: str
    type_weight: float = 0.0
    weak_season: bool = False
    is_name: bool = False


_INHERENT = _Statement((), "")


def product_facts(product: Product, segmenter: Segmenter) -> ProductFacts:
    """Return the facts that `product` states."""
    statements = list(_statements(product, segmenter))
    told = [statement for statement in statements if not statement.is_name]
    senses = [(sense, statement) for statement in told for sense in _senses(statement.words)]
    senses += [(sense, statement) for statement in told for sense in _age_senses(statement.text)]
    senses += [(sense, _INHERENT) for sense in _inherent_senses(told)]
    kinds = _types(statements)
    strong, weak = _slots(senses)
    return ProductFacts(
        text="\n".join(
            without_spaces(statement.text) for statement in statements if not statement.weak_season
        ),
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
        measures=frozenset(found for statement in statements for found in measures_in(statement.text)),
    )


def _statements(product: Product, segmenter: Segmenter) -> Iterable[_Statement]:
    """Yield everything that the product states, its type first.

    A brand that is no single word is taken out of the text first: 摩耐克 does not say 耐克.
    """
    broken = [name for name in sorted(_brand_names(product)) if len(segmenter.words(name)) > 1]

    def stated(text: str, *, weight: float = 0.0, weak: bool = False, name: bool = False) -> _Statement:
        form = match_form(text)
        for own in broken:
            form = form.replace(own, " ").strip()
        return _Statement(tuple(_words_and_inside(form, segmenter)), form, weight, weak, name)

    for_all_ages = _is_for_all_ages(product)
    for place, part in enumerate(reversed(product.category)):
        sure = 1.0 if _ALTERNATIVES.search(part) else 3.0
        yield stated(part, weight=sure if place == 0 else 0.0)
    if product.name:
        yield stated(product.name, weight=2.0)
    if product.title:
        yield stated(product.title, weight=1.0)
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
            yield from segmenter.inside(word)
        yield word


def _said(statement: _Statement) -> Iterable[str]:
    """Yield the words of a statement; of spaced text also their dictionary forms and joined neighbours."""
    yield from statement.words
    if is_spaced(statement.text):
        yield from (form for word in statement.words for form in (*variants(word), *word.split("-")))
        yield from map("".join, zip(statement.words, statement.words[1:], strict=False))


def _senses(words: Iterable[str]) -> list[Sense]:
    return [sense for word in words for sense in senses_of(word)]


def _age_senses(text: str) -> list[Sense]:
    """Return the age group of a range such as 18-25周岁 (years of age)."""
    found = []
    for match in _AGE_RANGE.finditer(text):
        low = int(match.group(1))
        group = "儿童" if low < 12 else "青少年" if low < 18 else "青年" if low < 40 else "中年"
        found.append(Sense(Role.AUDIENCE, "age", group))
    return found


def _inherent_senses(statements: Iterable[_Statement]) -> list[Sense]:
    """Return for whom a thing is by its kind: a 旗袍 is for women, whether or not the seller says so."""
    tree = type_tree()
    kinds = {kind for statement in statements if statement.type_weight for kind in _head_concepts(statement)}
    table = load_toml("type_audience.toml")["gender"]
    return [
        Sense(Role.AUDIENCE, "gender", gender)
        for gender, types in sorted(table.items())
        if any(tree.is_a(kind, own) for kind in kinds for own in types)
    ]


@dataclass(frozen=True)
class _Kinds:
    own: frozenset[str]
    names: frozenset[str]
    mentioned: frozenset[str]
    ranked: tuple[str, ...]


def _types(statements: Iterable[_Statement]) -> _Kinds:
    """Return the types that the product is, those that it calls itself, and those that it only mentions.

    Category, name, title and the attributes that name a kind vote, the last type of each text half a vote
    more. The family with most votes is the product's; types with the same last hanzi as one of its members
    (衣帽架, 置物架) belong to it. A hypernym of another of its types (服装 beside 卫衣) is a name for it, and
    says nothing more.
    """
    tree = type_tree()
    votes: defaultdict[str, float] = defaultdict(float)
    mentioned: set[str] = set()
    for statement in statements:
        mentioned.update(_type_concepts(statement.words))
        kinds = list(dict.fromkeys(_head_concepts(statement)))
        for kind in kinds if statement.type_weight else ():
            votes[kind] += statement.type_weight + (LAST_TYPE_BONUS if kind == kinds[-1] else 0.0)
    families: defaultdict[str, float] = defaultdict(float)
    for kind, weight in votes.items():
        families[_family(tree, kind)] += weight
    best = min(families, key=lambda family: (-families[family], family), default="")
    core = {kind for kind in votes if _family(tree, kind) == best}
    names = {kind for kind in votes if kind in core or any(_akin(member, kind) for member in core)}
    own = names - {above for kind in names for above in tree.ancestors(kind)}
    for kind in names - own:
        votes[kind] *= HYPERNYM_SHARE
    ranked = tuple(sorted(names, key=lambda kind: (-votes[kind], kind)))
    return _Kinds(frozenset(own), frozenset(names), frozenset(mentioned - names), ranked)


def _akin(one: str, other: str) -> bool:
    return one[-1] == other[-1] and not one.isascii() and one[-1] not in _LOOSE_HEADS


def _type_concepts(words: Iterable[str]) -> list[str]:
    return [sense.concept for sense in _senses(words) if sense.role is Role.TYPE]


def _head_concepts(statement: _Statement) -> list[str]:
    """Return the types that a statement says the product is: in spaced text the heads, else all it names."""
    return _type_concepts(head_words(statement.text) if is_spaced(statement.text) else statement.words)


def _family(tree: TypeTree, kind: str) -> str:
    """Return the outermost ancestor of a type."""
    ancestors = tree.ancestors(kind)
    return ancestors[-1] if ancestors else kind


def _slots(
    senses: Iterable[tuple[Sense, _Statement]],
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


def _is_weak(sense: Sense, statement: _Statement) -> bool:
    return statement.weak_season and sense.role is Role.SEASON


def _brands(product: Product, segmenter: Segmenter) -> frozenset[str]:
    """Return the product's own brand names: as stated, their Latin words, and their canonical names."""
    names = _brand_names(product)
    latin = {word for name in names for word in segmenter.words(name) if word.isascii()}
    canonical = {sense.concept for sense in _senses(sorted(names)) if sense.role is Role.BRAND}
    return frozenset(names | latin | canonical)


def _brand_names(product: Product) -> set[str]:
    """Return the names in the stated brand: "Warrior/回力" has two."""
    stated = [product.brand or "", *(v for k, v in product.attributes if _BRAND_ATTRIBUTES.match(k))]
    names = {match_form(part) for text in stated for part in re.split("[/／()（）]", text)}
    return {name for name in names if name and not _SILENT_VALUES.match(name)}


def _years(product: Product, statements: Iterable[_Statement]) -> frozenset[int]:
    found = {year_of(word) for statement in statements for word in statement.words}
    return frozenset(year for year in (*found, product.year) if year is not None)
