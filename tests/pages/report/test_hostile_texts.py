"""Nothing of a file becomes markup or script, whatever it says."""

import json
from typing import Any

import pandas as pd
import pytest
from lxml import etree, html

from kwopt.models import Product
from kwopt.pages.report import report_html
from kwopt.pages.study import Study, study
from kwopt.tables import read_keywords

ATTACKS = (
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload='alert(1)'>",
    "{{ 7 * 7 }}{% include 'x' %}", "&lt;b&gt;", "<!-- ", "]]>", "javascript:alert(1)", "\u202egnp.exe",
    "a\x00b\x1b[31m", "</title></style>", "\u2028\u2029",
)  # fmt: skip
"""What hostile files write into keywords, names and headers; and characters that are no text."""


def attacked(figures: bool) -> str:
    """Return the report of a product and a file that say the attacks wherever they can."""
    names = [f"旗袍{attack}{place}" for place, attack in enumerate(ATTACKS)]
    frame = pd.DataFrame({
        "keyword": [*names, "改良旗袍"],
        "search_volume": [1000.0 + place for place in range(len(names) + 1)],
        "listing_count": 500.0,
        "buyers_per_visitor": 0.05,
        ATTACKS[0]: list(range(len(names) + 1)),
    })  # fmt: skip
    facts: dict[str, Any] = {"attributes": {ATTACKS[1]: ATTACKS[0], "袖长": "短袖"}, "brand": ATTACKS[2]}
    product = Product(
        name=f"旗袍{ATTACKS[0]}\ud800", title=f"旗袍{ATTACKS[1]}{ATTACKS[2]}", price=9.0, cost=2.0,
        currency="CNY", **facts,
    )  # fmt: skip
    return report_html(_studied(frame, product), figures=figures)


def _studied(frame: pd.DataFrame, product: Product) -> Study:
    return study(read_keywords(frame, name=f"{ATTACKS[1]}.csv"), product, effort="fast")


@pytest.fixture(scope="module")
def drawn() -> str:
    """Return the attacked report with pictures."""
    return attacked(figures=True)


def test_the_document_stays_what_it_was() -> None:
    """Attacks leave a strict document with its one script and one style; they stand in it as texts."""
    text = attacked(figures=False)
    tree = etree.fromstring(text.encode())
    assert [len(list(tree.iter(tag))) for tag in ("script", "style", "img", "svg", "title")] == [
        1,
        1,
        0,
        0,
        1,
    ]
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert "<img src=x onerror=alert(1)>" in "".join(tree.itertext())
    assert "49" not in tree.findtext("body/header/h1")


def test_no_data_ends_its_script(drawn: str) -> None:
    """A picture's data hold no angle bracket, so no text in it can end its script; as JSON it is whole."""
    tree = html.document_fromstring(drawn)
    data = tree.xpath("//script[@type='application/json']")
    assert len(data) >= 5
    for element in data:
        assert not set("<>&\u2028\u2029") & set(element.text)
        json.loads(element.text)
    assert len(tree.xpath("//script[not(@type)]")) == 2


def test_no_character_steers_the_page(drawn: str) -> None:
    """Controls are shown as signs, turned writing and halves of characters are replaced: bytes are UTF-8."""
    shown = drawn.partition("<script>")[0]
    assert not set("\x00\x1b\u202e\ud800") & set(shown)
    assert drawn.encode().decode() == drawn
