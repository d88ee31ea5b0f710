"""Product types: the shipped tree, heads of unlisted words, near types, and the brand list beside it."""

import re

import pytest

from kwopt.language.lexicon import lexicon
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.language.types import type_tree
from kwopt.resources import load_text

FILES = ("lexicon_types.tsv", "lexicon_brands.tsv")

INNOCENT = (
    "简约", "可爱", "现代", "时尚", "经典", "自然", "原创", "生活", "健康",
    "快乐", "幸福", "阳光", "天使", "公主", "女王", "女神", "妈妈", "宝宝",
    "甜心", "完美", "自由", "青春", "传奇", "精灵", "星空", "海洋", "森林",
    "花园", "春天", "夏天", "遇见", "大王", "皇家", "影儿", "统一", "长城",
    "牡丹", "凤凰", "英雄", "蝴蝶", "樱花", "茶花", "谷雨", "春雨", "兄弟",
    "斑马", "袋鼠", "大众", "内外", "飞跃", "胜利", "老板", "大宝", "顽皮",
    "皇冠", "小狗", "三叶草", "热风", "only", "lee", "tiger", "dove",
)  # fmt: skip
"""Words that are brands too, but mostly plain words in keywords: as brands they would hide fitting words."""


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in load_text(name).splitlines()[1:] if not line.startswith("#")]


@pytest.mark.parametrize("name", FILES)
def test_rows_are_well_formed(name: str) -> None:
    """Each row has four filled fields, its word in match form, a known role, and stands once."""
    rows = _rows(name)
    assert all(len(row) == 4 and all(row) for row in rows)
    assert [row[0] for row in rows if row[0] != match_form(row[0]) or row[1] not in {*Role}] == []
    keys = [tuple(row) if row[1] == "season" else tuple(row[:3]) for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", FILES)
def test_canonical_word_is_listed(name: str) -> None:
    """The canonical member of a group of synonyms is itself a word of the list."""
    rows = [row for row in _rows(name) if row[1] in ("type", "brand")]
    assert {row[3] for row in rows} <= {row[0] for row in rows}


def test_every_parent_is_a_listed_type() -> None:
    """Each parent is itself a concept of the list."""
    rows = [row for row in _rows("lexicon_types.tsv") if row[1] == "type"]
    assert {row[2] for row in rows} - {"-"} <= {row[3] for row in rows}


def test_each_type_has_one_parent() -> None:
    """All words of a concept name the same parent."""
    pairs = {(row[3], row[2]) for row in _rows("lexicon_types.tsv") if row[1] == "type"}
    assert len(pairs) == len({concept for concept, _ in pairs})


def test_tree_has_no_cycle() -> None:
    """Going up from any type ends at a top, in at most eight steps."""
    tree = type_tree()
    for start in tree.parents:
        concept: str | None = start
        for _ in range(8):
            concept = tree.parents[concept] if concept else None
        assert concept is None, start


@pytest.mark.parametrize(
    ("word", "ancestor"),
    [
        ("连衣裙", "裙子"), ("牛仔裤", "裤子"), ("卫衣", "上衣"), ("t恤", "服装"), ("马面裙", "汉服"),
        ("旗袍裙", "旗袍"), ("板鞋", "鞋"), ("马丁靴", "靴子"), ("斜挎包", "包"), ("渔夫帽", "帽子"),
        ("表带", "手表配件"), ("鞋垫", "鞋配件"), ("手机膜", "手机配件"), ("充电线", "手机配件"),
        ("键帽", "电脑配件"), ("披肩", "配饰"), ("口红", "美妆"), ("面膜", "护肤品"), ("电饭煲", "家电"),
        ("餐桌", "家具"), ("台灯", "灯具"), ("四件套", "家纺"), ("猫粮", "宠物用品"), ("螺蛳粉", "食品"),
        ("龙井", "茶叶"), ("奶瓶", "母婴用品"), ("钢笔", "文具"), ("绘本", "书籍"), ("女装", "服装"),
    ],
)  # fmt: skip
def test_word_is_a_kind_of(word: str, ancestor: str) -> None:
    """A word's type stands under the type a shopper would name more widely."""
    tree = type_tree()
    assert tree.is_a(tree.words[word], tree.words[ancestor])


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("表带", "手表"), ("手机壳", "手机"), ("鞋带", "鞋"), ("裙子", "连衣裙"), ("发簪", "汉服"),
        ("猫砂盆", "猫砂"), ("键帽", "电脑"), ("鞋垫", "鞋"), ("裤子", "裙子"),
    ],
)  # fmt: skip
def test_word_is_no_kind_of(word: str, other: str) -> None:
    """A part, an accessory, or the wider thing is not the thing itself."""
    tree = type_tree()
    assert not tree.is_a(tree.words[word], tree.words[other])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("裙", "裙子"), ("包", "包包"), ("胸罩", "文胸"), ("墨镜", "太阳镜"), ("皮带", "腰带"),
        ("手机套", "手机壳"), ("电饭锅", "电饭煲"),
    ],
)  # fmt: skip
def test_synonyms_share_a_concept(first: str, second: str) -> None:
    """Two names of one thing have one concept."""
    assert type_tree().words[first] == type_tree().words[second]


@pytest.mark.parametrize(
    ("word", "head"),
    [("防走光安全短裤", "短裤"), ("羊皮短靴", "短靴"), ("旗袍披肩", "披肩"), ("牛仔短裤", "短裤"),
     ("Ａ字裙", "a字裙"), ("显瘦", None), ("", None)],
)  # fmt: skip
def test_head_of_unlisted_word(word: str, head: str | None) -> None:
    """A compound has the type of its longest known tail; a word without one has none."""
    assert type_tree().head_type(word) == head


@pytest.mark.parametrize(
    ("a", "b"),
    [("卫衣", "套装"), ("板鞋", "小白鞋"), ("老爹鞋", "运动鞋"), ("旗袍", "连衣裙"), ("针织衫", "毛衣")],
)
def test_sellers_name_near_types_together(a: str, b: str) -> None:
    """Types that sellers write into one title are near."""
    assert 0.05 < type_tree().near(a, b) < 1


def test_far_types_are_not_near() -> None:
    """A thing and what it fits, or two things apart, are not near; a type is wholly near itself."""
    tree = type_tree()
    assert tree.near("耳机", "手机") == tree.near("连衣裙", "拖把") == 0
    assert tree.near("旗袍", "旗袍") == 1


def test_near_leaves_out_hypernyms() -> None:
    """No near pair repeats the tree, and each is between listed types."""
    tree = type_tree()
    assert [pair for pair in tree.shares if tree.is_a(*pair) or tree.is_a(*pair[::-1])] == []
    assert {concept for pair in tree.shares for concept in pair} <= set(tree.parents)


def _brands() -> list[str]:
    return [row[0] for row in _rows("lexicon_brands.tsv")]


def test_no_brand_of_one_hanzi() -> None:
    """A single hanzi is never a brand."""
    assert [word for word in _brands() if re.fullmatch("[一-鿿]", word)] == []


def test_brands_leave_plain_words_alone() -> None:
    """No everyday word is listed as a brand."""
    assert sorted(set(_brands()) & set(INNOCENT)) == []


@pytest.mark.parametrize(
    ("a", "b"), [("耐克", "nike"), ("迪奥", "dior"), ("优衣库", "uniqlo"), ("华为", "huawei")]
)
def test_forms_of_a_brand_share_a_concept(a: str, b: str) -> None:
    """The Chinese and the Latin name of a brand are one."""
    assert {s.concept for s in lexicon()[a]} & {s.concept for s in lexicon()[b]}
