"""Tests of the proposals: what a card says, which pieces a keyword marks, when titles may be replaced."""

from kwopt.pages.web.elements.title_text.details import TOP, finding_rows
from kwopt.pages.web.panel_titles.cards import field_lines, head_text, title_cards, today_text
from kwopt.pages.web.panel_titles.panel import may_replace
from kwopt.pages.wording import Wording
from tests.pages.web.made_titles import COVERAGE, TEXT, covered, finding, title, titles

WORDING = Wording("en", "page_titles")


def test_pieces_of_a_card_are_its_text() -> None:
    """Whatever is marked, the pieces join to the title as it is."""
    pieces = title_cards(titles(title(findings=[finding(span=[1, 3])])), WORDING)[0]["pieces"]
    assert "".join(piece["text"] for piece in pieces) == TEXT


def test_a_keyword_marks_the_words_in_which_it_stands() -> None:
    """A keyword whose words stand in two places of the title marks both."""
    shown = title_cards(titles(), WORDING)[0]
    first = shown["keywords"][0]
    assert first["keyword"] == "旗袍短袖"  # it earns 60, the other 20
    assert "|".join(shown["pieces"][place]["text"] for place in first["pieces"]) == "旗袍|短袖"


def test_a_card_shows_the_best_keywords_and_folds_the_rest() -> None:
    """Of seven keywords the five that earn most are shown, in that order."""
    coverage = [covered(f"旗袍{number}", number, [[2, 4]]) for number in range(7)]
    shown = title_cards(titles(title(coverage=coverage)), WORDING)[0]
    assert [row["keyword"][-1] for row in shown["keywords"]] == ["6", "5", "4", "3", "2"]
    assert (len(shown["keywords"]), len(shown["more"])) == (TOP, 2)


def test_a_gap_is_rounded_up() -> None:
    """1.23 % is at most 1.3 %, not 1.2 %: what is said to be proven must hold."""
    figures = [figure["text"] for figure in title_cards(titles(), WORDING)[0]["figures"]]
    assert figures == [
        "14 of 60 width units (a hanzi is 2)", "reaches 80.0% of what can be reached",
        "with fluency counted, at most 1.3% below the best possible (proven)",
    ]  # fmt: skip


def test_a_proven_title_says_so() -> None:
    """Where no title can be better, no gap is told."""
    shown = title_cards(titles(title(proof={"whole": {"proven": True}})), WORDING)[0]
    assert shown["figures"][2]["text"] == "proven: no title is better"


def test_later_titles_say_what_they_cost() -> None:
    """The second title says how much less it is worth than the first."""
    shown = title_cards(titles(title(), title(rank=2, cost_against_best=0.021)), WORDING)
    assert [len(found["figures"]) for found in shown] == [3, 4]
    assert shown[1]["figures"][3]["text"] == "worth 2.1% less than proposal 1, keywords and fluency together"


def test_a_finding_says_place_rule_and_source() -> None:
    """Characters are counted from one, as people count."""
    row = finding_rows([finding()], WORDING)[0]
    assert row["place"] == '"短袖", characters 6 to 7'
    assert row["source"].startswith("Rule law.most · ")
    assert "某法, 2023-02-25" in row["source"]


def test_todays_title_is_compared_with_the_best() -> None:
    """80 of coverage against 40 is twice as much."""
    today = {"reach": 0.4, "title": {"coverage_value": 40.0}}
    assert today_text(titles(today=today), WORDING) == (
        "Proposal 1 reaches 80.0% instead of 40.0%: 2 times the keyword worth that it covers now"
    )


def test_a_title_as_good_as_the_best_is_left_alone() -> None:
    """Nothing is said to be gained where the proposal covers no more."""
    today = {"reach": 0.8, "title": {"coverage_value": 80.0}}
    assert "no reason to change it" in today_text(titles(today=today), WORDING)


def test_a_title_that_covers_few_and_reaches_all_is_explained() -> None:
    """Of 69 keywords one is covered and nothing more can be reached: 68 are left, and it is said why."""
    few = titles(title(coverage=COVERAGE[:1], reach=1.0)) | {"eligible": 69, "candidates": 80}
    told = head_text(few, WORDING)
    assert "Proposal 1 covers 1 of them, and no permitted title covers more worth: the other 68 " in told
    assert "Proposal" not in head_text(few | {"titles": [title(reach=0.5)]}, WORDING)


def test_fields_without_a_text_are_left_out() -> None:
    """A field for which there is nothing to say has no line to copy."""
    shared = {"limit": 30, "unit": "w2", "coverage": COVERAGE, "findings": []}
    fields = [
        {"name": "guide_title", "text": "短袖旗袍", "width": 8, **shared},
        {"name": "short_title", "text": "", "width": 0, **shared},
        {"name": "tags", "list": ["旗袍", "短袖"], "width": 4, **shared},
    ]
    assert [line["text"] for line in field_lines(fields, WORDING)] == ["短袖旗袍", "旗袍, 短袖"]


def test_titles_that_were_touched_stay_until_asked() -> None:
    """A better title comes in unasked only where nobody copied or read the ones that are shown."""
    quick, better = titles(), titles(title(text="旗袍女夏季短袖"), effort="full")
    assert may_replace(quick, better, touched=False)
    assert not may_replace(quick, better, touched=True)


def test_a_better_proof_of_the_same_titles_comes_in_unasked() -> None:
    """Where the texts are the same, nothing jumps under the reader's eyes."""
    assert may_replace(titles(), titles(title(gap=0.001), effort="full"), touched=True)


def test_titles_after_a_change_come_in_unasked() -> None:
    """Who changed product or settings wants to see what becomes of it."""
    changed = titles(title(text="旗袍女夏季短袖"))
    assert may_replace(titles(), changed, touched=True)
