"""Class and reason of keywords for hand-written products; cases in tests/cases/relevance_zh.json."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.models import Product, Settings
from kwopt.scoring import score_keywords

CONTENT = json.loads((Path(__file__).parents[2] / "cases" / "relevance_zh.json").read_text(encoding="utf-8"))


def marked(case: dict[str, Any]) -> Any:
    """Return the case as a parameter; known failures must go on failing until they are mended."""
    marks = pytest.mark.xfail(strict=True) if case.get("known_failure") else ()
    return pytest.param(case, id=case["label"], marks=marks)


def scored(product: dict[str, Any], *keywords: str) -> pd.DataFrame:
    """Return keywords with a demand of 100 searches and 10,000 listings, scored for a product."""
    frame = pd.DataFrame({c.KEYWORD: keywords, c.SEARCH_VOLUME: 100.0, c.LISTING_COUNT: 10_000.0})
    return score_keywords(frame, Product(**product))


@pytest.mark.parametrize("case", [marked(case) for case in CONTENT["cases"]])
def test_class_and_reason(case: dict[str, Any]) -> None:
    """A keyword is judged as a careful seller would judge it, for the reason that a seller would give."""
    row = scored(CONTENT["products"][case["product"]], case["keyword"]).iloc[0]
    code = None if pd.isna(row[c.REASON_CODE]) else row[c.REASON_CODE]
    assert [row[c.RELEVANCE_CLASS], code] == case["expected"], row[c.REASON_WORDS]


def test_stating_a_fact_settles_what_was_open() -> None:
    """What is possible while a material is unstated fits once it is stated, and is wrong beside another."""
    stated: list[dict[str, str]] = [{}, {"材质": "真丝"}, {"材质": "棉"}]
    products = [{"name": "旗袍", "attributes": attributes} for attributes in stated]
    classes = [scored(product, "真丝旗袍")[c.RELEVANCE_CLASS][0] for product in products]
    assert classes == ["possible", "fits", "wrong"]


def test_probability_agrees_with_class() -> None:
    """Relevance lies in [0, 1], and every keyword that fits is more likely than any that is wrong."""
    found = scored(CONTENT["products"]["旗袍"], "旗袍", "短袖旗袍", "真丝旗袍", "男士衬衫", "旗袍鞋子")
    relevance = found[c.RELEVANCE].to_numpy()
    assert ((relevance >= 0) & (relevance <= 1)).all()
    fits, wrong = (relevance[(found[c.RELEVANCE_CLASS] == name).to_numpy()] for name in ("fits", "wrong"))
    assert np.min(fits) > np.max(wrong)


def test_reasons_are_worded_in_the_language_of_the_settings() -> None:
    """The reason's text follows the language; its code and words do not."""
    frame = pd.DataFrame({c.KEYWORD: ["真丝旗袍"], c.SEARCH_VOLUME: [100.0]})
    product = Product(name="旗袍")
    english, chinese = (score_keywords(frame, product, Settings(lang=lang)).iloc[0] for lang in ("en", "zh"))
    assert english[c.REASON] == "material not stated: 真丝"
    assert chinese[c.REASON] == "材质未说明：真丝"
    assert english[c.REASON_CODE] == chinese[c.REASON_CODE] == "material"
