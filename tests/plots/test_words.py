"""What each word of a title earns: bars in the order of the title, wasted ones told without colour."""

from dataclasses import replace

import pytest

from kwopt.errors import SettingError
from kwopt.models import Proof, Title
from kwopt.plots import words_plot
from kwopt.plots.words import MOST_WORDS
from kwopt.titles.auditing.audited import Audit, AuditedWord

WORDS = (
    AuditedWord("百搭", 0, 2, 0.0, 4, True, reason="titles.wasted_opinion"),
    AuditedWord("旗袍", 2, 4, 150.0, 4, False),
    AuditedWord("夏季", 4, 6, -15.0, 4, False),
    AuditedWord("旗袍", 6, 8, 0.0, 4, True, reason="titles.wasted_repeats", other="旗袍"),
)


def audit_of(*words: AuditedWord, unit: str = "w2") -> Audit:
    """Return an audit with these words, of a title that covers 200."""
    nothing = Proof(0.0, 0.0, 0.0, True, "lp")
    text = "".join(word.text for word in words)
    title = Title(
        rank=1, text=text, tokens=(), width=16, value=200.0, coverage_value=200.0, fluency_value=0.0,
        reach=0.5, bound=400.0, gap=0.5, proven=False, cost_against_best=0.0,
        proof={"selection": nothing, "whole": nothing}, coverage=(), findings=(),
    )  # fmt: skip
    return Audit(
        product="旗袍", marketplace="taobao", limit=60, unit=unit, title=title, best=None, reach=0.5,
        words=words, missed=(), edits=(),
    )  # fmt: skip


def test_bars_stand_in_the_order_of_the_title() -> None:
    """The first word on top; equal words keep a row each; a figure beside every bar."""
    figure = words_plot(audit_of(*WORDS))
    bars = figure.data[-1]
    assert bars.x == (0.0, 150.0, -15.0, 0.0)
    assert bars.y == (0, 1, 2, 3)
    assert bars.text == ("0", "150", "−15", "0")
    first, last = figure.layout.yaxis.range
    assert first > last
    assert figure.layout.yaxis.ticktext == ("✕ 百搭", "旗袍", "夏季", "✕ 旗袍")


def test_wasted_words_are_hatched() -> None:
    """A pattern marks their rows, wide enough to be seen where nothing is earned, and none of the others."""
    waste = words_plot(audit_of(*WORDS)).data[0]
    assert (waste.name, waste.y) == ("wasted", (0, 3))
    assert waste.marker.pattern.shape == "/"
    assert all(size > 0 for size in waste.x)


def test_hatches_leave_the_figures_free() -> None:
    """A hatched row begins right of the bar and its figure, and ends with the axis."""
    figure = words_plot(audit_of(replace(WORDS[0], earned=10.0), *WORDS[1:]))
    waste = figure.data[0]
    assert waste.base[0] > 10.0
    assert waste.base[0] + waste.x[0] == pytest.approx(figure.layout.xaxis.range[1])


def test_the_remark_says_what_waste_frees() -> None:
    """Two words of 4 columns; nothing is said where no word is wasted."""
    text = words_plot(audit_of(*WORDS), lang="zh").layout.title.subtitle.text.replace("<br>", "")
    assert "可以全部去掉，腾出 8 字符（汉字算 2）。" in text
    figure = words_plot(audit_of(WORDS[1]))
    assert "wasted" not in figure.layout.title.subtitle.text
    assert [trace.name for trace in figure.data] == ["earned"]


def test_hovers_tell_what_a_column_earns() -> None:
    """150 of 200 are 75 %, over 4 columns 37.5 each; a wasted word says why."""
    figure = words_plot(audit_of(*WORDS))
    assert figure.data[-1].hovertext[1].split("<br>") == [
        "<b>旗袍</b>", "earned: 150 (75%)", "width: 4 width units (a hanzi is 2)",
        "earned per unit of length: 37.5",
    ]  # fmt: skip
    assert "wasted: " in figure.data[0].hovertext[1]
    assert "旗袍" in figure.data[0].hovertext[1].split("wasted: ")[1]


def test_titles_that_earn_nothing_have_an_axis() -> None:
    """All bars are 0: the axis still has a length."""
    left, right = words_plot(audit_of(replace(WORDS[1], earned=0.0))).layout.xaxis.range
    assert left == 0
    assert right > 1


def test_pasted_texts_are_cut_and_say_so() -> None:
    """Of 200 words the first 120 have a row."""
    figure = words_plot(audit_of(*[WORDS[1]] * 200))
    assert len(figure.data[0].x) == MOST_WORDS == 120
    assert "Shown: the first 120 words of 200." in figure.layout.title.subtitle.text.replace("<br>", " ")


def test_words_are_drawn_as_they_are() -> None:
    """A word that looks like a tag is text."""
    figure = words_plot(audit_of(replace(WORDS[1], text="<i>x</i>")))
    assert figure.layout.yaxis.ticktext == ("&lt;i&gt;x&lt;/i&gt;",)
    assert figure.data[0].hovertext[0].startswith("<b>&lt;i&gt;x&lt;/i&gt;</b><br>")


def test_a_title_without_words_is_said() -> None:
    """Nothing is drawn."""
    figure = words_plot(audit_of(), lang="zh")
    assert not figure.data
    assert figure.layout.annotations[0].text == "标题里没有词"


def test_a_wrong_language_is_refused() -> None:
    """There are two."""
    with pytest.raises(SettingError, match='unknown lang "fr"'):
        words_plot(audit_of(*WORDS), lang="fr")
