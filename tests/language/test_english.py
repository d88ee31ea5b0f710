"""English word forms, and the format of the shipped English words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.language.english import lemma, other_forms, pieces, spaced_words, stem, variants, without_a_letter
from kwopt.language.lexicon import lexicon, senses_of
from kwopt.language.normalize import match_form
from kwopt.language.rarity import rarity
from kwopt.language.roles import Role
from kwopt.resources import load_text

FORMS = [
    ("cases shoes vases sizes sleeves gloves", "case shoe vase size sleeve glove"),
    ("boxes brushes watches dresses glasses", "box brush watch dress glass"),
    ("batteries accessories toys", "battery accessory toy"),
    ("cookies hoodies movies ties", "cookie hoodie movie tie"),
    ("knives shelves scarves", "knife shelf scarf"),
    ("men's women's kids' womens", "men women kid women"),
    ("feet mice teeth", "foot mouse tooth"),
    ("t-shirts flip-flops", "t-shirt flip-flop"),
]
"""Forms and their dictionary entries, from general knowledge of English spelling."""


@pytest.mark.parametrize(("forms", "entries"), FORMS)
def test_plurals_and_possessives_have_a_dictionary_form(forms: str, entries: str) -> None:
    """A plural or possessive comes back as the entry a dictionary lists."""
    assert " ".join(map(lemma, forms.split())) == entries


@pytest.mark.parametrize(
    "word",
    ["glass", "dress", "canvas", "bus", "series", "tennis", "gas", "running", "insulated", "usb", "32oz"],
)
def test_other_words_stay(word: str) -> None:
    """What is no plural stays: lemma is no stemmer, and model numbers are no words."""
    assert lemma(word) == word


@given(st.text(max_size=20))
def test_words_of_other_scripts_stay(text: str) -> None:
    """A text with anything but Latin letters comes back unchanged."""
    if not text.isascii():
        assert lemma(text) == text


def test_the_words_of_the_list_are_dictionary_forms() -> None:
    """Each listed plain word is found from its plural: it is its own dictionary form."""
    roles = {Role.TYPE, Role.FEATURE, Role.MATERIAL, Role.OCCASION}
    assert [word for word, role, _, _ in _rows() if Role(role) in roles and lemma(word) != word] == []


def test_variants_end_without_hyphen() -> None:
    """A hyphened word is sought as it is, in its dictionary form, and joined."""
    assert variants("t-shirts") == ("t-shirts", "t-shirt", "tshirt")
    assert variants("bottle") == ("bottle",)


def test_words_akin_share_a_stem() -> None:
    """Endings go, words of other things stay apart."""
    assert stem("lighting") == stem("lights")
    assert stem("bottle") != stem("bottom")


def test_one_edit_leaves_a_form_in_common() -> None:
    """A letter left out, added, changed or swapped with its neighbour; two changes are another word."""
    for typed in ("botle", "bottlle", "bottke", "botlte"):
        assert not without_a_letter("bottle").isdisjoint(without_a_letter(typed))
    assert without_a_letter("bottle").isdisjoint(without_a_letter("battery"))


def test_pieces_keep_fractions() -> None:
    """A slash joins words, and numbers only in a fraction."""
    assert (pieces("wall/ceiling"), pieces("1/2")) == (["wall", "ceiling"], ["1/2"])


def test_rare_words_weigh_more() -> None:
    """Weights are between 0 and 1, and an uncounted word weighs most."""
    assert 0 < rarity("bottle") < rarity("qqqxx") == 1


def test_spaced_words_keep_hyphens_and_apostrophes() -> None:
    """Punctuation between words goes, inside words it stays."""
    assert spaced_words("men's t-shirt, 32 oz (a+)") == ["men's", "t-shirt", "32", "oz", "a+"]


@pytest.mark.parametrize("word", ["bottles", "women's", "leak-proof", "T-Shirts"])
def test_senses_are_found_through_forms(word: str) -> None:
    """A word is found in the lexicon by its dictionary form or without its hyphen."""
    assert senses_of(match_form(word))


def test_chinese_words_need_no_form() -> None:
    """Hanzi are looked up as they stand."""
    assert senses_of("旗袍") == lexicon()["旗袍"]
    assert senses_of("没有这个词呢") == ()


def _rows() -> list[tuple[str, ...]]:
    lines = load_text("lexicon_english.tsv").splitlines()
    return [tuple(line.split("\t")) for line in lines[1:] if not line.startswith("#")]


def test_file_is_sorted_and_well_formed() -> None:
    """Four columns in match form, sorted by role, slot, concept, word, none twice, none in other lists."""
    rows = _rows()
    keys = [(role, slot, concept, word) for word, role, slot, concept in rows]
    assert keys == sorted(set(keys))
    assert [row for row in rows if match_form(row[0]) != row[0] or not row[0].isascii()] == []
    roles: dict[str, set[str]] = {}
    for word, role, *_ in rows:
        roles.setdefault(word, set()).add(role)
    assert {word: found for word, found in roles.items() if len(found) > 1} == {}
    known = {word: {sense.role.value for sense in lexicon()[word]} for word in roles}
    assert {word: found for word, found in known.items() if found != roles[word]} == {}


def test_words_for_people_share_the_chinese_dimensions() -> None:
    """Women and 女 (women) are one concept, so that one rule serves both languages."""
    assert senses_of("women") == senses_of("女")
    assert {(s.slot, s.concept) for s in senses_of("girls")} == {("gender", "女"), ("age", "儿童")}


def test_materials_contradict_and_share_their_substance() -> None:
    """Steel and glass exclude each other; both copper and steel are metal."""
    slots = {word: {(s.slot, s.concept) for s in senses_of(word)} for word in ("stainless", "glass", "metal")}
    assert ("substance", "金属") in slots["stainless"] & slots["metal"]
    assert {slot for slot, _ in slots["glass"]} == {slot for slot, _ in slots["stainless"]}


@pytest.mark.parametrize(("forms", "entries"), FORMS)
def test_a_search_finds_each_form_by_the_others(forms: str, entries: str) -> None:
    """A form is found by its dictionary entry, and the entry by the form."""
    for form, entry in zip(forms.split(), entries.split(), strict=True):
        assert form == entry or (entry in other_forms(form) and form in other_forms(entry))


def test_words_without_forms() -> None:
    """Numbers, models and hanzi have no other form."""
    assert [other_forms(word) for word in ("4k", "32", "旗袍", "t恤")] == [()] * 4


def test_hyphens_are_optional() -> None:
    """A hyphened word is found by its parts and by the parts joined."""
    assert {"leak", "proof", "leakproof"} <= set(other_forms("leak-proof"))
