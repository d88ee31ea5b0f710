"""A text is reported as too long or too short exactly where the slow oracle says so, at the place it says."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kwopt.language.widths import UNITS
from kwopt.rules import TitleCheck, marketplace
from kwopt.rules.marketplaces import all_marketplaces
from tests.oracles import UNIT_ORACLES

AWKWARD = "👨‍👩‍👧‍👦🇨🇳👍🏽e\u0301\u1100\u1161\u11a8Ａ１ﾃﾞ𠮷①é\ud800\x00\t\n\u3000 ‍️"

any_text = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=60),
    st.text(alphabet=AWKWARD + "旗袍aA1 ", max_size=60),
)


def stored(text: str) -> str:
    """Return a text as a platform stores it, one character at a time: breaks are spaces, the ends are cut."""
    composed = unicodedata.normalize("NFC", "".join(" " if char in "\t\n\r\v\f" else char for char in text))
    while composed.startswith(" "):
        composed = composed[1:]
    while composed.endswith(" "):
        composed = composed[:-1]
    return composed


@pytest.mark.parametrize("unit", sorted(UNITS))
@given(text=any_text, limit=st.integers(min_value=1, max_value=60), least=st.integers(0, 60))
@example(text=AWKWARD * 2, limit=30, least=0)
def test_limits_are_the_oracles(unit: str, text: str, limit: int, least: int) -> None:
    """Over the limit, under the minimum, and the first character without room: as counted one by one."""
    values = {"max": limit, "min": min(least, limit), "unit": unit}
    checker = TitleCheck(marketplace=marketplace("ebay", {"title": values}))
    report, count = checker.report(text), UNIT_ORACLES[unit]
    found = {finding.code: finding for finding in report.findings}
    assert report.width == count(stored(text))
    assert ("rules.over_limit" in found) == (count(stored(text)) > limit)
    assert ("rules.under_minimum" in found) == (count(stored(text)) < min(least, limit))
    if "rules.over_limit" in found:
        start, end = found["rules.over_limit"].span or (0, 0)
        assert end == len(text)
        assert count(stored(text[:start])) <= limit < count(stored(text[: start + 1]))


@given(text=any_text)
def test_every_field_counts_with_its_own_unit(text: str) -> None:
    """Every field of every marketplace counts as the oracle of its unit."""
    for market in all_marketplaces():
        for rule in market.fields:
            assert rule.width(text) == UNIT_ORACLES[rule.unit](stored(text))


def test_a_long_text_is_cut_in_no_time() -> None:
    """A cell of 200,000 characters, as a broken file may hold, is measured and cut as any other."""
    finding = TitleCheck(marketplace="taobao").report("旗" * 200_000).findings[0]
    assert finding.span == (30, 200_000)
