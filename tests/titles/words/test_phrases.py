"""Phrases of spaced languages: the name of the thing, and words bound to a neighbour."""

from kwopt.titles.words.fluency_english import EnglishCounts
from kwopt.titles.words.phrases import Phrases, phrases_of

NOTHING_COUNTED = EnglishCounts(
    total=1, first={}, second={}, pairs={}, before_class={}, after_class={}, classes={}
)
TYPED = [
    ("steel", "water", "bottle"),
    ("stainless", "steel", "water", "bottle"),
    ("water", "bottle", "with", "straw"),
    ("black", "insulated", "water", "bottle"),
]


def test_the_name_takes_the_words_that_always_lead_the_head() -> None:
    """Water leads bottle in all four; steel leads water in two of four, less than .6: it is no name."""
    found = phrases_of(TYPED, [], ["bottle"], NOTHING_COUNTED)
    assert found.name == ("water", "bottle")
    assert found.bound("water", "bottle")


def test_a_word_met_once_is_not_bound() -> None:
    """Black stands before insulated once only, and steel before the name, which follows anything."""
    found = phrases_of(TYPED, [], ["bottle"], NOTHING_COUNTED)
    assert not found.bound("black", "insulated")
    assert not found.bound("steel", "water")


def test_two_words_stated_as_one_thing_are_bound_to_each_other() -> None:
    """Wide mouth is stated and not said otherwise; stainless leads steel, which also stands alone."""
    found = phrases_of(TYPED, [("wide", "mouth"), ("stainless", "steel")], ["bottle"], NOTHING_COUNTED)
    assert found.leads["wide"] == "mouth"
    assert found.follows["mouth"] == "wide"
    # steel: four places (two typed, one stated, once more as a whole), thrice behind stainless: .75 is enough
    assert found.leads["stainless"] == "steel"


def test_real_titles_speak_where_the_texts_are_few() -> None:
    """Typed together twice in two places; of ten places in real titles it meets there in none."""
    typed = [("loose", "fit"), ("loose", "fit")]
    counts = EnglishCounts(
        total=100, first={"loose": 10}, second={}, pairs={}, before_class={}, after_class={}, classes={}
    )
    # (2 + 2 * 0 / 10) / (2 + 2) = .5, less than .75
    assert "loose" not in phrases_of(typed, [], [], counts).leads
    assert phrases_of(typed, [], [], NOTHING_COUNTED).leads["loose"] == "fit"


def test_links_numbers_and_units_are_never_bound() -> None:
    """With, 32 and oz have company of another kind."""
    typed = [("bottle", "32", "oz", "with", "straw")] * 3
    found = phrases_of(typed, [], ["bottle"], NOTHING_COUNTED)
    assert (found.leads, found.follows) == ({}, {})


def test_without_a_type_there_is_no_name() -> None:
    """No head noun, no name; no texts, nothing."""
    assert phrases_of([], [], [], NOTHING_COUNTED).name == ()


def test_a_phrase_is_closed_by_its_last_word() -> None:
    """Leads are followed to their end; a word that leads none closes itself; circles end."""
    led = Phrases((), {"heavy": "duty", "rose": "gold", "x": "y", "y": "x"}, {})
    assert (led.last("rose"), led.last("duty"), led.last("x")) == ("gold", "duty", "x")
