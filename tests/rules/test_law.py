"""The advertising-law linter: guilty phrases fire, innocent ones do not, and every rule has both."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.rules.folding import fold
from kwopt.rules.law import STRICTNESS, LawRule, exemptions, law_findings, law_rules

CASES = Path(__file__).resolve().parent.parent / "cases"

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """Return the cases of one file."""
    read: list[Case] = json.loads((CASES / f"law_{name}.json").read_text(encoding="utf-8"))
    return read


GUILTY, CAUTIOUS, INNOCENT = cases("guilty"), cases("cautious"), cases("innocent")

law_text = st.text(
    alphabet="最佳好顶级第一1全国网低价zuiNOno.① ·的女裙V蕞100%棉有机治愈\u200b，", max_size=24
)


def name_of(case: Case) -> str:
    """Return what to call a case."""
    return f"{case['label']}: {case['input']}"


@pytest.mark.parametrize("case", GUILTY + CAUTIOUS, ids=name_of)
def test_claims_are_found(case: Case) -> None:
    """A claim is found under its rule, at its level, with the very words of the title."""
    found = [
        {"rule": finding.rule.removeprefix("law."), "level": finding.level, "text": finding.text}
        for finding in law_findings(case["input"])
    ]
    assert found == case["expected"]


@pytest.mark.parametrize("case", INNOCENT, ids=name_of)
def test_innocent_phrases_give_nothing(case: Case) -> None:
    """A phrase that only looks like a claim gives no finding of any level."""
    assert law_findings(case["input"]) == []


def test_the_guilty_are_errors() -> None:
    """Every guilty case is of level error, and there are at least 24 of them."""
    assert len(GUILTY) >= 24
    assert {expected["level"] for case in GUILTY for expected in case["expected"]} == {"error"}


def test_there_are_enough_innocent_phrases() -> None:
    """At least 43 innocent phrases hold the linter back."""
    assert len({case["input"] for case in INNOCENT}) >= 43


@pytest.mark.parametrize("rule", law_rules(), ids=lambda rule: rule.id)
def test_every_rule_has_a_case_for_and_against(rule: LawRule) -> None:
    """Each rule has a phrase that it finds and one that it leaves alone."""
    assert any(expected["rule"] == rule.id for case in GUILTY + CAUTIOUS for expected in case["expected"])
    assert any(case["rule"] == rule.id for case in INNOCENT)


def test_every_exemption_that_acquits_has_a_case() -> None:
    """Each exemption without a remaining level is needed by a phrase."""
    acquitting = {exemption.id for exemption in exemptions() if exemption.effect is None}
    assert acquitting <= {case["label"] for case in INNOCENT}


@pytest.mark.parametrize("rule", law_rules(), ids=lambda rule: rule.id)
def test_every_listed_word_fires_alone(rule: LawRule) -> None:
    """Each word of a rule is found when it stands alone, at least as strictly as its rule says."""
    for word in rule.words:
        levels = [finding.level for finding in law_findings(word)]
        assert any(STRICTNESS[level] >= STRICTNESS[rule.level] for level in levels), word


@given(text=law_text)
def test_findings_point_into_the_text(text: str) -> None:
    """Spans lie in the text, in order, apart from each other, and bear the text they name."""
    end = 0
    for finding in law_findings(text):
        assert finding.span is not None
        start, stop = finding.span
        assert end <= start < stop <= len(text)
        assert finding.text == text[start:stop]
        end = stop


def test_a_long_text_is_judged_in_no_time() -> None:
    """A cell of 20,000 characters, half of them claims, has each claim found: 2 of 4 characters are 第一."""
    found = law_findings("第一旗袍" * 5_000)
    assert [finding.span for finding in found] == [(4 * place, 4 * place + 2) for place in range(5_000)]


@given(text=law_text)
def test_nothing_is_found_inside_an_approved_text(text: str) -> None:
    """If the seller answers for the whole text, there is no finding."""
    assert law_findings(text, approved=[(0, len(text))]) == []


@given(text=st.one_of(st.text(max_size=30), law_text))
def test_folding_keeps_the_way_back(text: str) -> None:
    """Folded offsets map to spans that go forward through the original."""
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


def test_the_stricter_wins_on_equal_spans() -> None:
    """第一 at the end of a title is a warning by its word and an error by its place: the error stands."""
    assert [finding.level for finding in law_findings("舒适度第一")] == ["error"]


def test_findings_bear_article_date_confidence_and_advice() -> None:
    """A finding says which article, from when, how sure, what to do, and which exemption might hold."""
    plain = law_findings("全网最低价雨衣")[0].to_dict("zh")
    assert plain["source"].startswith("广告法 第九条")
    assert plain["source_date"] == "2023-02-25"  # notice 2023 No. 6 is dated 25 February 2023
    assert plain["confidence"] == "B"
    assert plain["span"] == [0, 5]
    assert plain["suggestion"] == "删去"
    assert plain["exemption_considered"] == "同一经营者自家商品之间的比较除外"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rule_speaks_both_languages(lang: str) -> None:
    """Each finding of the cases has its texts in both languages."""
    for case in GUILTY + CAUTIOUS:
        for finding in law_findings(case["input"]):
            shown = finding.to_dict(lang)
            assert shown["message"]
            assert not str(shown["suggestion"]).startswith("rules.")
            assert not str(shown["exemption_considered"]).startswith("rules.")
