"""The shipped words: their format, closed classes, synonyms and contradictions."""

import json
from pathlib import Path
from typing import Any

import pytest

from kwopt.language.lexicon import NO_SLOT, Sense, lexicon
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.resources import load_text

ROOT = Path(__file__).resolve().parents[1]
HEADER = "word\trole\tslot\tconcept"
OTHER_LISTS = {Role.TYPE, Role.BRAND, Role.YEAR}
"""Roles with a list or a rule of their own."""


def rows() -> list[tuple[str, ...]]:
    """Return the rows of the word list as the file has them."""
    lines = load_text("lexicon_words.tsv").splitlines()
    return [tuple(line.split("\t")) for line in lines[1:] if not line.startswith("#")]


def senses(word: str, role: Role) -> list[Sense]:
    """Return the senses of `word` in one role, in the order of the file."""
    return [sense for sense in lexicon().get(word, ()) if sense.role is role]


def meanings(word: str, role: Role) -> set[tuple[str | None, str]]:
    """Return the slots and concepts of `word` in one role."""
    return {(sense.slot, sense.concept) for sense in senses(word, role)}


def test_file_starts_with_header_and_source() -> None:
    """The header comes first and the comments under it state the source."""
    header, *rest = load_text("lexicon_words.tsv").splitlines()
    comments = [line for line in rest if line.startswith("#")]
    assert header == HEADER
    assert rest[: len(comments)] == comments
    assert any("Source" in line for line in comments)


def test_every_row_has_four_filled_columns() -> None:
    """No row lacks a column, and none is blank."""
    assert [
        row for row in rows() if len(row) != 4 or not all(cell.strip() == cell != "" for cell in row)
    ] == []


def test_roles_are_of_this_list() -> None:
    """Types, brands and years stand elsewhere."""
    assert {Role(role) for _, role, _, _ in rows()} == set(Role) - OTHER_LISTS


def test_words_and_concepts_are_in_match_form() -> None:
    """A word is written as the segmenter gives it."""
    assert [row for row in rows() if match_form(row[0]) != row[0] or match_form(row[3]) != row[3]] == []


def test_rows_are_sorted_and_unique() -> None:
    """Rows stand in the order of role, slot, concept, word, so that a change is one readable line."""
    keys = [(role, slot, concept, word) for word, role, slot, concept in rows()]
    assert keys == sorted(set(keys))


def test_a_word_has_one_role() -> None:
    """No word of this list stands in two roles."""
    roles: dict[str, set[str]] = {}
    for word, role, _, _ in rows():
        roles.setdefault(word, set()).add(role)
    assert {word: found for word, found in roles.items() if len(found) > 1} == {}


def test_only_exclusive_slots_hold_alternatives() -> None:
    """Outside an exclusive slot a word has one concept."""
    open_words = [(word, role) for word, role, slot, _ in rows() if slot == NO_SLOT]
    assert len(open_words) == len(set(open_words))


@pytest.mark.parametrize(
    "role",
    [Role.FUNCTION, Role.COMMERCE, Role.NAVIGATION, Role.CLAIM, Role.OPINION, Role.NEWNESS, Role.STYLE],
)
def test_words_about_the_offer_exclude_nothing(role: Role) -> None:
    """Opinions, styles, claims and words about the offer exclude nothing; services and praise are marked."""
    assert {slot for _, found, slot, _ in rows() if found == role} - {"service", "praise"} == {NO_SLOT}


CASES = json.loads((ROOT / "cases" / "lexicon_classes.json").read_text(encoding="utf-8"))
"""For each role the words that no seller would forgive us to miss."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["role"])
def test_everyday_words_have_their_role(case: dict[str, Any]) -> None:
    """The everyday words of each role are listed in that role."""
    assert [word for word in case["words"] if not senses(word, Role(case["role"]))] == []


SYNONYMS = [
    (Role.AUDIENCE, "女 女款 女式 女生 女性"),
    (Role.AUDIENCE, "儿童 小孩 孩子 小朋友"),
    (Role.SEASON, "夏 夏天 夏季 夏款"),
    (Role.MATERIAL, "纯棉 全棉 纯棉布"),
    (Role.MATERIAL, "真丝 桑蚕丝"),
    (Role.COLOUR, "黑 黑色"),
    (Role.COLOUR, "酒红 酒红色"),
    (Role.BODY, "大码 加大码 加肥加大"),
    (Role.PATTERN, "格子 格纹"),
    (Role.CUT, "宽松 oversize"),
    (Role.FEATURE, "加厚 厚款"),
    (Role.OCCASION, "送女友 送女朋友"),
    (Role.PERSON, "玲娜贝儿 玲娜贝尔"),
    (Role.SPEC, "三件套 3件套"),
    (Role.STYLE, "韩版 韩式 韩系"),
]


@pytest.mark.parametrize(("role", "words"), SYNONYMS)
def test_synonyms_share_slots_and_concepts(role: Role, words: str) -> None:
    """Words that mean the same to a shopper have the same slots and concepts."""
    first, *others = words.split()
    assert meanings(first, role)
    assert {word: meanings(word, role) for word in others} == {word: meanings(first, role) for word in others}


CONTRADICTIONS = [
    (Role.AUDIENCE, "gender", "男士 女士"),
    (Role.AUDIENCE, "age", "婴儿 儿童 青年 中年 老年 成人"),
    (Role.AUDIENCE, "pet", "猫咪 狗狗"),
    (Role.SEASON, "season", "春季 夏季 秋季 冬季"),
    (Role.MATERIAL, "material", "纯棉 羊毛 涤纶 不锈钢 玻璃 实木"),
    (Role.MATERIAL, "leather", "真皮 人造革"),
    (Role.COLOUR, "colour", "黑色 白色 红色 蓝色 绿色"),
    (Role.COLOUR, "shade", "酒红 玫红 西瓜红"),
    (Role.COLOUR, "tone", "深色 浅色"),
    (Role.CUT, "length", "短款 中长款 长款"),
    (Role.CUT, "sleeve", "短袖 长袖 无袖 七分袖"),
    (Role.CUT, "collar", "圆领 v领 方领 高领"),
    (Role.CUT, "waist", "高腰 低腰"),
    (Role.CUT, "fit", "修身 宽松"),
    (Role.CUT, "heel", "高跟 中跟 平底"),
    (Role.CUT, "toe", "尖头 圆头 方头"),
    (Role.CUT, "shaft", "高帮 低帮"),
    (Role.CUT, "leg", "阔腿 直筒 小脚 喇叭"),
    (Role.FEATURE, "thickness", "加厚 薄款"),
    (Role.FEATURE, "wire", "有线 无线"),
    (Role.PATTERN, "pattern", "碎花 格子 条纹 纯色"),
    (Role.SPEC, "size", "大号 中号 小号"),
]


@pytest.mark.parametrize(("role", "slot", "words"), CONTRADICTIONS)
def test_contradicting_words_share_a_slot_and_no_concept(role: Role, slot: str, words: str) -> None:
    """Words that exclude each other stand in one slot under different concepts."""
    concepts = [
        {sense.concept for sense in senses(word, role) if sense.slot == slot} for word in words.split()
    ]
    assert all(concepts)
    assert len(set().union(*concepts)) == sum(map(len, concepts))


def test_a_word_says_all_its_slots() -> None:
    """女童 is female and a child; 春秋 is either season; 牛皮 (cowhide) is genuine leather as well."""
    assert meanings("女童", Role.AUDIENCE) == {("gender", "女"), ("age", "儿童")}
    assert meanings("春秋", Role.SEASON) == {("season", "春"), ("season", "秋")}
    assert meanings("牛皮", Role.MATERIAL) == {("material", "牛皮"), ("leather", "真皮")}


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("新款显瘦高级感", ["新款", "显瘦", "高级感"]),
        ("设计感小众复古", ["设计感", "小众", "复古"]),
        ("小香风气质减龄", ["小香风", "气质", "减龄"]),
        ("女童加绒加厚", ["女童", "加绒加厚"]),
        ("高腰显瘦百搭", ["高腰", "显瘦", "百搭"]),
        ("v领a字中长款", ["v领", "a字", "中长款"]),
    ],
)
def test_listed_words_come_out_whole(phrase: str, words: list[str]) -> None:
    """Words that stock jieba breaks (感/小众, 小/香风) stay whole, and phrases of two words are cut."""
    assert segmenter(SegmenterSpec()).cut(phrase) == words
