"""What a terminal says of titles: each degree of proof, findings, what was left out, nothing at all."""

import io

import pytest

from kwopt.cli.screen import Screen
from kwopt.cli.views.fields import draw_fields
from kwopt.cli.views.titles import draw_titles
from kwopt.cli.voice import Voice
from kwopt.models import CoveredKeyword, Proof, Title
from kwopt.pages.tables import title_rows
from kwopt.rules import check_title
from kwopt.titles.composing.compose import DroppedKeyword, TitleResult
from kwopt.titles.fields import ComposedField


def proof(value: float, bound: float, proven: bool) -> Proof:
    """Return a proof of a value below a bound."""
    return Proof(value, bound, (bound - value) / bound, proven, "milp")


def result(whole: Proof, selection: Proof, *, rank: int = 1, text: str = "改良旗袍") -> TitleResult:
    """Return a result of one title."""
    title = Title(
        rank=rank, text=text, tokens=(), width=8, value=90.0, coverage_value=80.0, fluency_value=10.0,
        reach=0.8, bound=100.0, gap=0.1, proven=whole.proven, cost_against_best=0.025 if rank > 1 else 0.0,
        proof={"selection": selection, "whole": whole},
        coverage=(
            CoveredKeyword("旗袍", "phrase", 1.0, 50.0, 50.0),
            CoveredKeyword("改良", "any", 0.7, 40.0, 28.0),
        ),
        findings=tuple(check_title(text, marketplace="taobao")),
    )  # fmt: skip
    return TitleResult(
        "旗袍",
        "taobao",
        "title",
        60,
        "w2",
        9,
        2,
        (title,),
        dropped=(DroppedKeyword("旗袍店", "titles.dropped_word"),),
    )


def drawn(found: TitleResult, lang: str = "en") -> str:
    """Return what is drawn of a result."""
    stream = io.StringIO()
    screen = Screen(stream)
    draw_titles(screen, found, Voice("zh" if lang == "zh" else "en"))
    screen.show()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("whole", "selection", "sentence"),
    [
        (proof(100, 100, True), proof(100, 100, True), "proof: no title of these words can be worth more"),
        # (100 - 90) / 100 = 10 % of the best possible value may be missing.
        (proof(90, 100, False), proof(100, 100, True), "at most 10% of the best possible value is missing\n"),
        (proof(90, 100, False), proof(75, 100, False), "(the choice of words alone leaves 25% open)"),
    ],
)
def test_what_is_proven_is_said(whole: Proof, selection: Proof, sentence: str) -> None:
    """Each degree of proof has its sentence, and none claims more than was proven."""
    assert sentence in drawn(result(whole, selection))


def test_figures_and_keywords_of_a_title() -> None:
    """Length, reach, value with its parts, and the keywords with what each earned."""
    text = drawn(result(proof(90, 100, False), proof(100, 100, True)))
    assert "8 of 60 width units" in text
    assert "reaches 80%" in text
    assert "value 90 = keywords 80 + fluency 10" in text
    assert "covers 2 keywords" in text
    assert [line.split()[0] for line in text.splitlines() if "%" in line and line[0] in "旗改"] == [
        "旗袍",
        "改良",
    ]


def test_further_titles_say_what_they_cost() -> None:
    """A second title says how much less it is worth; the first does not."""
    good = proof(90, 100, False)
    assert "2.50% less value than the first title" in drawn(result(good, good, rank=2))
    assert "less value" not in drawn(result(good, good))


def test_findings_and_dropped_keywords_are_shown() -> None:
    """An unlawful word is shown with its level; keywords left out with the reason."""
    text = drawn(result(proof(90, 100, False), proof(100, 100, True), text="全网最低价旗袍"))
    assert "error: " in text
    assert "left out: 1 keyword\n" in text
    assert "旗袍店: holds a word" in text


def test_no_title_is_a_clear_answer() -> None:
    """Without a title the screen says so instead of showing nothing."""
    nothing = TitleResult("水泵", "taobao", "title", 60, "w2", 9, 0, ())
    assert "no title: no keyword that fits the product may earn" in drawn(nothing)
    assert "没有标题" in drawn(nothing, "zh")
    assert title_rows(nothing).empty
    assert "text" in title_rows(nothing).columns


def test_a_field_without_texts_says_why() -> None:
    """A field for which nothing is left to say stands on the screen with the reason."""
    nothing = ComposedField(
        name="search_terms", values=(), is_list=False, most_values=1, limit=249, minimum=0, unit="utf8",
        coverage=(), proof=proof(1, 1, True),
    )  # fmt: skip
    stream = io.StringIO()
    screen = Screen(stream)
    draw_fields(screen, {"search_terms": nothing}, Voice("en"))
    screen.show()
    assert "search terms: nothing to add" in stream.getvalue()
