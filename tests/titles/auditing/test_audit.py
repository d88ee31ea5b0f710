"""Audits of titles: described as they are, held against the best, word by word."""

from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Product, Settings
from kwopt.titles.auditing.audit import audit_title
from kwopt.titles.auditing.audited import Audit
from kwopt.titles.auditing.desk import TitleDesk, title_desk
from kwopt.titles.auditing.earnings import NOTHING, without
from kwopt.titles.auditing.edits import EditBudget
from kwopt.titles.auditing.missed import MISSED_SHOWN
from kwopt.titles.bounds.selection import select
from kwopt.titles.composing.compose import compose_titles
from kwopt.titles.coverage.given import given_words
from kwopt.titles.coverage.matching import cover
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.rows import rows
from kwopt.titles.words.vocabulary import build_composition

AS_OF = Settings(as_of=date(2022, 5, 1))
QIPAO = Product(
    name="改良旗袍",
    category=("女装", "旗袍"),
    brand="槿禾里",
    attributes=(
        ("袖长", "短袖"), ("适用季节", "夏季"), ("领型", "立领"), ("适用性别", "女"), ("裙长", "中长款"),
        ("风格", "中国风"), ("图案", "提花"),
    ),
)  # fmt: skip
WORTHS = {
    "旗袍短袖": 100.0,
    "提花旗袍": 50.0,
    "立领旗袍": 40.0,
    "旗袍夏季": 30.0,
    "旗袍女": 20.0,
    "中国风旗袍": 8.0,
}


def frame(worths: dict[str, float] | None = None, **more: object) -> pd.DataFrame:
    """Return a scored frame of eligible keywords with these worths."""
    worths = WORTHS if worths is None else worths
    columns = {c.KEYWORD: list(worths), c.WORTH: list(worths.values()), c.ELIGIBLE: True}
    return pd.DataFrame({**columns, **more})


@cache
def desk(product: Product = QIPAO) -> TitleDesk:
    """Return the invented 旗袍's job, solved once for all texts."""
    return title_desk(frame(), product, settings=AS_OF)


def audited(text: str, product: Product = QIPAO, *, missed: int = MISSED_SHOWN, **budget: int) -> Audit:
    """Return the audit of a title of the invented 旗袍, as `audit_title` gives it (see `test_desk`)."""
    return desk(product).audit(text, budget=EditBudget(**budget), missed=missed)


def test_the_title_is_described_by_the_checker() -> None:
    """提花旗袍短袖: 旗袍短袖 and 提花旗袍 are phrases; the other keywords lack a word."""
    title = audited("提花旗袍短袖").title
    assert {item.keyword: item.match for item in title.coverage} == {
        "旗袍短袖": "phrase",
        "提花旗袍": "phrase",
    }
    assert title.coverage_value == 150.0
    assert title.value == title.coverage_value + title.fluency_value
    assert title.width == 12
    assert [(token.text, token.start, token.role) for token in title.tokens] == [
        ("提花", 0, "pattern"), ("旗袍", 2, "type"), ("短袖", 4, "cut"),
    ]  # fmt: skip


def test_reach_is_the_share_of_an_upper_bound() -> None:
    """All six keywords fit into one title, so that at most 248 can be reached."""
    audit = audited("提花旗袍短袖")
    assert audit.reach == audit.title.reach == 150.0 / audit.reachable
    assert 230 <= audit.reachable <= 248 + 1e-9


def test_the_best_title_is_the_one_that_is_composed() -> None:
    """An audit and `compose_titles` agree on the best title."""
    [best] = compose_titles(frame(), QIPAO, settings=AS_OF)
    assert audited("提花旗袍短袖").best == best


def test_a_word_earns_what_is_lost_without_it() -> None:
    """In 提花旗袍短袖女 stand 提花旗袍 (50) and 旗袍短袖 (100) as phrases, 旗袍女 in order (20 x .85 = 17).

    Without 旗袍 all 167 are lost; without 短袖 100, but 旗袍女 becomes a phrase and wins 3.
    """
    words = audited("提花旗袍短袖女").words
    assert {word.text: round(word.earned, 9) for word in words} == {
        "提花": 50.0, "旗袍": 167.0, "短袖": 97.0, "女": 17.0,
    }  # fmt: skip


def test_taking_out_a_word_can_win() -> None:
    """Without 夏季 between them 旗袍 and 短袖 are side by side: 100 in full, 15 more than in order."""
    [_, between, _] = audited("旗袍夏季短袖").words
    assert between.text == "夏季"
    assert between.earned == pytest.approx(30.0 - 15.0)


def test_offsets_are_those_of_the_text_as_written() -> None:
    """Full-width letters, wide spaces and marks keep their places; letters that fold to two are one."""
    text = "【Ａ字裙】　旗袍／㎡女"
    words = audited(text).words
    assert all(text[word.start : word.end] == word.text for word in words)
    assert [word.text for word in words] == ["Ａ字裙", "旗袍", "㎡", "女"]


@pytest.mark.parametrize(
    ("text", "word", "reason", "other"),
    [
        ("旗袍短袖旗袍", 2, "titles.wasted_repeats", "旗袍"),
        ("夏旗袍短袖夏季", 0, "titles.wasted_within", "夏季"),
        ("旗袍短袖包邮", 2, "titles.wasted_offer", None),
        ("2021旗袍短袖", 0, "titles.wasted_past_year", None),
        ("百搭旗袍短袖", 0, "titles.wasted_opinion", None),
        ("大牌旗袍短袖", 0, "titles.wasted_claim", None),
        ("真丝旗袍短袖", 0, "titles.wasted_unstated", None),
    ],
)
def test_wasted_words_say_why(text: str, word: int, reason: str, other: str | None) -> None:
    """Of two that say the same one is wasted; offers, past years, idle opinions and claims are, too."""
    wasted = {
        place: (item.reason, item.other) for place, item in enumerate(audited(text).words) if item.wasted
    }
    assert wasted == {word: (reason, other)}


def test_facts_brands_and_wanted_words_are_no_waste() -> None:
    """立领 is stated, the brand is the seller's, 中国风 would earn beside 旗袍: none is wasted."""
    assert not [word.text for word in audited("槿禾里短袖立领中国风").words if word.wasted]


def test_all_wasted_words_can_go_together() -> None:
    """Each costs next to nothing when those before it are gone, so all of them do."""
    text = "包邮2021旗袍百搭短袖旗袍提花正品立领夏季夏天"
    audit = audited(text)
    wasted = [word for word in audit.words if word.wasted]
    assert len(wasted) >= 5
    cutter = segmenter(SegmenterSpec())
    places = {(word.start, word.end) for word in wasted}
    gone = [word for word in given_words(text, cutter) if (word.start, word.end) in places]
    left = audited(without(text, gone)).title.coverage_value
    assert left >= audit.title.coverage_value * (1 - NOTHING * len(wasted))


def test_missed_keywords_need_words_or_order() -> None:
    """女旗袍短袖 has the words of 旗袍女 apart; the most is lost by 提花旗袍, which lacks one word."""
    missed = audited("女旗袍短袖").missed
    assert [(item.keyword, item.needs, item.width_needed) for item in missed] == [
        ("提花旗袍", ("提花",), 4), ("立领旗袍", ("立领",), 4), ("旗袍夏季", ("夏季",), 4),
        ("中国风旗袍", ("中国风",), 6), ("旗袍女", (), 0),
    ]  # fmt: skip
    assert (missed[-1].match, missed[-1].lost) == ("any", pytest.approx(20 * 0.3))
    assert len(audited("女旗袍短袖", missed=2).missed) == 2


def test_the_last_character_is_the_difference_of_two_exact_selections() -> None:
    """Best set within 60 less best set within 58: nothing where all keywords fit into 58 anyway."""
    assert audited("旗袍").marginal_width_value == 0.0
    words = (
        "提花",
        "立领",
        "短袖",
        "夏季",
        "中长款",
        "显瘦",
        "气质",
        "优雅",
        "修身",
        "复古",
        "日常",
        "小众",
        "女",
    )
    worths = {f"{word}旗袍": 100.0 - place for place, word in enumerate(words)}
    worths |= {f"旗袍{word}": 60.0 - place for place, word in enumerate(words)}
    worths |= {f"{word}改良旗袍": 30.0 for word in words}
    found = audit_title("旗袍", frame(worths), QIPAO, settings=AS_OF, max_changed_words=0)
    assert found.marginal_width_value == pytest.approx(_difference(frame(worths)))


def _difference(scored: pd.DataFrame) -> float:
    from kwopt.rules import marketplace
    from kwopt.scoring.facts.facts import product_facts

    cutter = segmenter(SegmenterSpec())
    problem = build_composition(
        scored, QIPAO, product_facts(QIPAO, cutter),
        field=marketplace("taobao").title, segmenter=cutter, settings=AS_OF,
    ).problem  # fmt: skip
    narrow = replace(problem, limit=58)
    best, less = select(Reachable(problem), rows(problem)), select(Reachable(narrow), rows(narrow))
    assert best is not None
    assert less is not None
    return best.value - less.value


@pytest.mark.parametrize("text", ["", "   ", "　", "😀😀", "★☆／", "!!!"])
def test_titles_without_words_get_an_answer(text: str) -> None:
    """Nothing is covered, everything is missed, there is a best title, and no edit."""
    audit = audited(text)
    assert (audit.words, audit.edits, audit.title.coverage_value, audit.reach) == ((), (), 0.0, 0.0)
    assert audit.best is not None
    assert [item.keyword for item in audit.missed][:2] == ["旗袍短袖", "提花旗袍"]


def test_a_title_of_500_characters_is_mended_first() -> None:
    """The first step brings it within the limit; it is described in full before."""
    audit = audited("旗袍短袖提花立领" * 62 + "夏季女裙")
    assert (len(audit.title.text), audit.title.width) == (500, 1000)
    assert [finding.code for finding in audit.title.findings if finding.level == "error"] == [
        "rules.over_limit"
    ]
    assert not audit.ok
    assert audit.edits[0].kind == "mend"
    assert all(_width(edit.text) <= 60 for edit in audit.edits)


def _width(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)


def test_nothing_eligible_is_a_clear_answer() -> None:
    """The title is described, its words earn nothing, and a notice says why there is no best title."""
    scored = frame().assign(**{c.ELIGIBLE: False})
    audit = audit_title("提花旗袍短袖", scored, QIPAO, settings=AS_OF)
    assert (audit.best, audit.reach, audit.edits, audit.missed) == (None, None, (), ())
    assert {word.earned for word in audit.words} == {0.0}
    assert [notice.code for notice in audit.notices] == ["titles.nothing_fits"]


def test_a_title_above_the_bound_is_told() -> None:
    """A required word 46 wide leaves room for three words beside it; a title without it earns more."""
    wide = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬"
    product = replace(QIPAO, required_words=(wide,))
    audit = audit_title("旗袍短袖提花旗袍立领旗袍夏季旗袍女", frame(), product, settings=AS_OF)
    assert "titles.beyond_bound" in [notice.code for notice in audit.notices]
    assert "titles.lock_absent" in [notice.code for notice in audit.notices]
    assert audit.reach == 1.0
    assert audit.title.gap == 0.0


def test_the_order_of_rows_does_not_matter() -> None:
    """The same audit from rows in another order."""
    scored = frame()
    one = audit_title("提花旗袍百搭", scored, QIPAO, settings=AS_OF)
    other = audit_title("提花旗袍百搭", scored.iloc[::-1].reset_index(drop=True), QIPAO, settings=AS_OF)
    assert one == other


def test_coverage_is_what_an_independent_call_sees() -> None:
    """The reported coverage is that of `cover` on the text."""
    text = "立领提花旗袍女短袖"
    found = cover(text, list(WORTHS.items()), segmenter=segmenter(SegmenterSpec()), credits=(1.0, 0.85, 0.7))
    assert audited(text).title.coverage_value == pytest.approx(sum(item.earned for item in found))
