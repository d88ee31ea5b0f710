"""Everything that a product states, text by text: category, name, title, attributes, selling points.

Owns which texts speak, and how loudly of the product's type. What they say is read by
`kwopt.scoring.facts.kinds` (the type) and `kwopt.scoring.facts.facts` (all else).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from kwopt.language.lexicon import senses_of, types_of
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.language.segment import Segmenter
from kwopt.language.types import type_tree
from kwopt.models import Product
from kwopt.scoring.facts.attributes import is_silent_value, names, type_weight

SET_TYPE = "套装"
"""The canonical type of sets of garments or things: a set is another product than its parts."""

CATEGORY_WEIGHT, NAME_WEIGHT, TITLE_WEIGHT = 3.0, 2.0, 1.0
"""Votes for the product's type of its finest category, its name and its title."""

_ALTERNATIVES = re.compile("[/／]")
"""A category of alternatives (蕾丝衫/雪纺衫) says less than one of a single kind."""
_SET_HINTS = re.compile(r"(?<![外手护被枕笔耳袖头])套(?!头)|[一二两三四五六七八九十多\d]件|组|[+＋]")
"""What a title of a set holds, however it names it: 套装, 两件, 组合, 上衣+裤子."""
_YOUNG, _GROWN = re.compile("[童婴幼]|宝宝"), re.compile("青年|中年|老年|成人|成年|大众")
GROWN_AT = 18
"""Years of age."""
_IN_THE_WAY_OF = ("款", "式")
_AFFIRMED = ("是", "有", "yes", "true")


@dataclass(frozen=True)
class Statement:
    """One stated text: its words in match form and how much it says of the product's type.

    `words` include those inside longer words; `whole` are those of the cut, and inside them only a set's
    parts. A brand's name (`is_name`) is no description: 紫 in 紫贝缇 is no colour. A category of alternatives
    (`is_choice`: 蕾丝衫/雪纺衫) says that the product is one of them, and not which. `is_of_part`: it tells
    what a part is made of.
    """

    words: tuple[str, ...]
    text: str
    type_weight: float = 0.0
    whole: tuple[str, ...] = ()
    weak_season: bool = False
    is_name: bool = False
    is_choice: bool = False
    is_title: bool = False
    is_of_part: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the product may be said to hold the statement's words."""
        return not (self.weak_season or self.is_choice or self.is_of_part)


def statements_of(product: Product, segmenter: Segmenter) -> list[Statement]:
    """Return everything that the product states, its category first.

    A brand that is no single word is taken out of the text first: 摩耐克 does not say 耐克.
    """
    reader = _Reader(segmenter, tuple(_broken_names(product, segmenter)))
    found = [
        *_category_statements(product, reader),
        *_title_statements(product, reader),
        *_attribute_statements(product, reader),
        *map(reader.read, (*product.selling_points, *product.approved_words, *product.required_words)),
    ]
    if product.brand:
        found.append(replace(reader.read(product.brand), is_name=True))
    if product.season:
        found.append(reader.read(product.season))
    return found


def brand_names(product: Product) -> set[str]:
    """Return the names in the stated brand: "Warrior/回力" has two."""
    stated = [product.brand or "", *(value for name, value in product.attributes if names("brand", name))]
    parts = {match_form(part) for text in stated for part in re.split("[/／()（）]", text)}
    return {part for part in parts if part and not is_silent_value(part)}


@dataclass(frozen=True)
class _Reader:
    """Reads texts of one product; `broken` are its brand names that no single word holds."""

    segmenter: Segmenter
    broken: tuple[str, ...]

    def read(self, text: str) -> Statement:
        form = match_form(text)
        for own in self.broken:
            form = form.replace(own, " ").strip()
        whole = tuple(self.segmenter.words(form))
        for brand, after in pairwise(whole):
            if after == "同款" and _names_brand(brand):  # another's brand, of which this is like
                return self.read(form.replace(brand + after, " "))
        naming = tuple(_with_parts(whole, self.segmenter))
        return Statement(tuple(_with_inside(whole, self.segmenter)), form, whole=naming)


def _broken_names(product: Product, segmenter: Segmenter) -> Iterable[str]:
    return (name for name in sorted(brand_names(product)) if len(segmenter.words(name)) > 1)


def _category_statements(product: Product, reader: _Reader) -> Iterable[Statement]:
    for place, part in enumerate(reversed(product.category)):
        weight = CATEGORY_WEIGHT if place == 0 else 0.0
        stated = replace(reader.read(part), type_weight=weight)
        if not (_ALTERNATIVES.search(part) or _is_doubtful_set(part, product.title)):
            yield stated
        elif place == 0:
            yield replace(stated, is_choice=True)


def _title_statements(product: Product, reader: _Reader) -> Iterable[Statement]:
    if product.name:
        yield replace(reader.read(product.name), type_weight=NAME_WEIGHT)
    if product.title:
        yield replace(reader.read(product.title), type_weight=TITLE_WEIGHT, is_title=True)


def _attribute_statements(product: Product, reader: _Reader) -> Iterable[Statement]:
    spoken = match_form(" ".join([product.title or "", product.name or "", *product.category]))
    for_all_ages = _is_for_all_ages(product)
    has_material = any(names("whole_material", name) for name, _ in product.attributes)
    for name, value in product.attributes:
        if is_silent_value(value) or names("silent", name):
            continue
        if for_all_ages and names("audience", name) and _is_young(value):
            continue
        yield replace(
            reader.read(value),
            type_weight=type_weight(name, spoken),
            weak_season=names("listing_season", name),
            is_name=names("brand", name),
            is_of_part=has_material and names("part_material", name),
        )
        if value.strip().lower() in _AFFIRMED:
            yield reader.read(name.removeprefix("是否").removeprefix("可"))


def _is_doubtful_set(category: str, title: str | None) -> bool:
    """Say whether a category of sets holds a product whose title speaks of none: sellers file so too."""
    return SET_TYPE in category and bool(title) and not _SET_HINTS.search(title or "")


def _is_for_all_ages(product: Product) -> bool:
    """Say whether the attributes list young and grown people alike, and nothing else speaks of the young.

    Sellers tick every box of 适用对象 (for whom): such a list makes no children's product.
    """
    ages = [value for name, value in product.attributes if names("audience", name)]
    spoken = "".join([product.title or "", product.name or "", *product.category])
    return any(map(_is_young, ages)) and any(map(_is_grown, ages)) and not _YOUNG.search(spoken)


def _is_young(value: str) -> bool:
    oldest = [int(number) for number in re.findall(r"\d+", value)][-1:]
    in_years = "岁" in value and "以上" not in value
    return bool(_YOUNG.search(value)) or (in_years and [0] <= oldest < [GROWN_AT])


def _is_grown(value: str) -> bool:
    youngest = [int(number) for number in re.findall(r"\d+", value)][:1]
    return bool(_GROWN.search(value)) or ("岁" in value and "以下" not in value and youngest >= [GROWN_AT])


def _with_parts(words: Iterable[str], segmenter: Segmenter) -> Iterable[str]:
    """Yield the words, and before each that names a set the words inside it (卫衣两件套: 卫衣)."""
    for word in words:
        if _names_set(word):
            yield from segmenter.inside(word)
        yield word


def _names_set(word: str) -> bool:
    return any(type_tree().is_a(kind, SET_TYPE) for kind in types_of(word))


def _with_inside(words: Iterable[str], segmenter: Segmenter) -> Iterable[str]:
    """Yield the words and the shorter words inside them, but none inside a name: 摩耐克韩 is not 耐克."""
    for word in words:
        if all(sense.role not in (Role.BRAND, Role.PERSON) for sense in senses_of(word)):
            yield from (part for part in segmenter.inside(word) if not _is_foreign_head(word, part))
        yield word


def _names_brand(word: str) -> bool:
    return any(sense.role is Role.BRAND for sense in senses_of(word))


def _is_foreign_head(word: str, part: str) -> bool:
    """Say whether a type inside a word is neither its head nor part of a set: 西装 in 西装裙, a skirt.

    Nor is one inside what is no type (polo领, 免穿内衣), unless as a model (吊带款, like a camisole).
    """
    if not types_of(part):
        return False
    kinds = types_of(word)
    if not kinds:
        return bool(senses_of(word)) and not word.endswith(_IN_THE_WAY_OF)
    return not (word.endswith(part) or _names_set(word))
