"""Reasons as sentences: each says what is wrong, and names the word if there is one."""

import pandas as pd
import pytest

from kwopt.locales import LANGUAGES
from kwopt.models import Product, Settings
from kwopt.resources import load_toml
from kwopt.scoring import score_keywords

DRESS = Product(name="旗袍", brand="春禾", attributes={"适用性别": "女"})

CASES = {
    "旗袍": ("says what the product is", "符合商品事实"),
    "真丝旗袍": ("material not stated: 真丝", "材质未说明：真丝"),
    "旗袍男": ("for the other sex: 男", "适用性别不符：男"),
    "运动鞋": ("another kind of thing: 运动鞋", "不是同一类商品：运动鞋"),
    "耐克旗袍": ("names another brand, shop or star: 耐克", "是他人的品牌、店铺或明星：耐克"),
    "新款夏季改良旗袍年轻款少女短款连衣裙显瘦日常可穿": (
        "a whole title, pasted into the search box",
        "像是整条粘贴的标题",
    ),
}


@pytest.mark.parametrize("keyword", CASES)
def test_reasons_are_sentences(keyword: str) -> None:
    """The sentence fits the case, in both languages."""
    table = pd.DataFrame({"keyword": [keyword], "search_volume": [9.0]})
    found = tuple(
        score_keywords(table, DRESS, Settings(lang=lang))["reason"].iloc[0] for lang in sorted(LANGUAGES)
    )
    assert found == CASES[keyword]


def test_both_languages_word_the_same_reasons() -> None:
    """A variant of a sentence exists in every language or in none."""
    english, chinese = (set(load_toml(f"messages.{lang}.toml")["scoring"]) for lang in ("en", "zh"))
    assert english == chinese


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_a_sentence_names_its_word_once(lang: str) -> None:
    """Sentences are put together of what stands before the word and behind it."""
    assert load_toml(f"messages.{lang}.toml")["scoring"]["reason_with_word"].count("{word}") == 1
