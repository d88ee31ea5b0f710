"""Whatever the products and keywords are: what is composed passes the checks without an error."""

import json
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product, Settings
from kwopt.rules import TitleCheck, marketplace
from kwopt.scoring import KeywordIndex, score
from kwopt.tables import read_keywords
from kwopt.titles.composing.compose import compose
from kwopt.titles.fields import compose_fields

AS_OF = Settings(as_of=date(2022, 5, 1))
MARKETS = ("taobao", "tmall", "pinduoduo", "douyin", "kuaishou", "xiaohongshu", "jd")
SPACED_MARKETS = ("amazon", "ebay", "etsy", "walmart", "google_ads", "google_merchant", "shopee")
REAL_PRODUCTS, MADE_PRODUCTS = 5, 12

RISKY = (
    "最好", "顶级", "国家级", "第一", "包邮", "正品", "特价", "治疗", "祛斑", "全网最低价", "独家", "100%",
    "best", "cheap", "new", "free shipping", "sale", "#1", "top rated", "amazon", "B0ABCDEF12", "50% off",
    "A&B", "C&D", "limited time", "today", "★", "😀", "<b>", "$5", "clearance", "®",
)  # fmt: skip
PLAIN = (
    "旗袍", "改良旗袍", "短袖", "夏季", "女", "真丝", "中长款", "显瘦", "立领", "连衣裙", "裙子", "气质",
    "water", "bottle", "steel", "insulated", "kids", "32 oz", "leak-proof", "travel", "straw", "mug", "lid",
)  # fmt: skip


def errors_in(market: str, scored: pd.DataFrame, product: Product, settings: Settings) -> list[str]:
    """Return the error-level findings in all titles and fields composed for a marketplace."""
    result = compose(scored, product, marketplace=market, n=2, settings=settings)
    texts = [("title", title.text) for title in result.titles]
    if result.titles:
        beside = result.titles[0].text
        fields = compose_fields(scored, product, marketplace=market, title=beside, settings=settings)
        texts += [(name, text) for name, field in fields.items() for text in field.texts]
    words = segmenter(SegmenterSpec()).words
    return [
        f"{market}.{field}: {text!r}: {finding.code} {finding.text!r}"
        for field, text in texts
        for cut in (None, words(text.lower()) if not marketplace(market).title.spaced else None)
        for finding in TitleCheck(marketplace=market, field=field, product=product).findings(text, cut)
        if finding.level == "error"
    ]


def test_real_products_without_errors(real_data: Path) -> None:
    """Of real Taobao products with a real table nothing composed holds an error, on any marketplace."""
    lines = (real_data / "products_taobao.jsonl").read_text(encoding="utf-8").splitlines()
    head = pd.read_csv(real_data / "keywords_taobao.csv", encoding="utf-8-sig", nrows=6_000, dtype=str)
    index = KeywordIndex.build(read_keywords(head))
    random, found = Random(7), 0
    for line in random.sample(lines, len(lines)):
        record = json.loads(line)
        pairs = tuple((pair[0], pair[1]) for pair in record["attributes"] if len(pair) == 2)
        product = Product(title=record["title"], category=(record.get("fine") or "",), attributes=pairs)
        scored = score(index, product, AS_OF)
        if not (scored[c.ELIGIBLE].astype(bool) & (scored[c.WORTH] > 0)).any():
            continue
        market = MARKETS[found % len(MARKETS)]
        assert errors_in(market, scored, product, AS_OF) == []
        found += 1
        if found == REAL_PRODUCTS:
            break
    assert found == REAL_PRODUCTS


@pytest.mark.parametrize("seed", range(MADE_PRODUCTS))
def test_made_products_without_errors(seed: int) -> None:
    """Whatever risky words stand in eligible keywords and facts, nothing composed holds an error."""
    random = Random(seed)
    spaced = seed % 2
    own = [word for word in PLAIN if word.isascii() == bool(spaced)]
    joiner = " " if spaced else ""

    def text(count: int) -> str:
        words = random.sample(own, count) + random.sample(RISKY, random.randint(0, 1))
        return joiner.join(random.sample(words, len(words)))

    head = "bottle" if spaced else "旗袍"
    keywords = list(dict.fromkeys(text(random.randint(1, 3)) + joiner + head for _ in range(12)))
    worths = [float(random.randint(1, 1_000)) for _ in keywords]
    scored = pd.DataFrame({c.KEYWORD: keywords, c.WORTH: worths, c.ELIGIBLE: True})
    product = Product(
        name=text(1) + joiner + head,
        title=text(4),
        attributes=[("Material" if spaced else "材质", text(1)) for _ in range(3)],
        selling_points=(text(2), text(1)),
    )
    market = (SPACED_MARKETS if spaced else MARKETS)[seed // 2 % 7]
    assert errors_in(market, scored, product, Settings()) == []
