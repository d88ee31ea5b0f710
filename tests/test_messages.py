"""Sentences of messages: parameters are filled in, in the language asked for; codes and texts agree."""

import re
from itertools import product

import pytest

from kwopt.locales import LANGUAGES
from kwopt.messages import message
from kwopt.resources import load_toml
from kwopt.rules.law import law_rules
from kwopt.rules.marketplaces import marketplace, marketplace_names
from kwopt.scoring.relevance.reasons import REASONS
from kwopt.scoring.relevance.relevance import CLASSES, FITS
from tests.said_codes import raised_and_said, said_codes
from tests.sources import MODULES

PHRASES = {"expected", "unit", "field", "other", "marketplace", "what"}
"""Sections that translate words of parameters: a language may lack those that its codes are spelt in."""
ROOMS = load_toml("messages.en.toml").keys() - PHRASES - {"locale"}
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
FILES = (".css", ".csv", ".db", ".html", ".js", ".json", ".png", ".svg", ".toml", ".tsv", ".txt", ".xlsx")
"""What tells the name of a file from a code: rooms and files may have one name."""
REASON_CODES = {
    f"scoring.{category}_{reason}{known}"
    for category, reason, known in product(CLASSES, REASONS, ("", "_alone", "_unknown"))
    if category != FITS
}
"""Why a keyword does not fit, as `kwopt.scoring.relevance.wording` puts the codes together."""


def texts(lang: str) -> dict[str, str]:
    """Return the text of each code, phrase books and locale left out."""
    rooms = load_toml(f"messages.{lang}.toml").items()
    return {
        f"{room}.{name}": text
        for room, found in rooms
        if room not in PHRASES | {"locale"}
        for name, text in found.items()
    }


def taken(text: str) -> set[str]:
    """Return the parameters of a text: {count}, or a form for one or several, [count:row|rows]."""
    return set(re.findall(r"\{(\w+)[^}]*\}", text)) | set(re.findall(r"\[(\w+):[^|\]]*\|", text))


def test_what_was_expected_is_said_in_chinese() -> None:
    """A sentence in Chinese holds no English phrase of what a value must be."""
    params = {"name": "shop_strength", "expected": "above 0", "value": -3}
    assert message("errors.bad_value", params, "zh") == "shop_strength 应为 大于 0 的数；实际为 -3"
    assert message("errors.bad_value", params) == "shop_strength must be above 0; found -3"


def test_one_thing_is_singular() -> None:
    """English sentences count: one row repeats, two rows repeat."""
    params = {"count": 1, "keywords": 1}
    assert message("tables.duplicates_merged", params).startswith("1 row repeats 1 keyword with")
    params = {"count": 3, "keywords": 2}
    assert message("tables.duplicates_merged", params).startswith("3 rows repeat 2 keywords with")


def test_what_is_unknown_is_named_in_chinese() -> None:
    """A wrong choice is called what sellers call it, not by the name of an option."""
    params = {"what": "marketplace", "value": "taobo", "choices": ("taobao",)}
    assert message("errors.unknown_choice", params, "zh") == "未知的平台“taobo”；可选：taobao"


@pytest.mark.parametrize("lang", OTHERS)
def test_every_phrase_of_what_is_expected_has_a_translation(lang: str) -> None:
    """Each phrase in words that the code states stands in the phrase book of every language but its own."""
    stated = {
        phrase
        for module in MODULES
        for phrase in re.findall(r'expected="([^"]*[a-z]{2} [^"≥]*)"', module.read_text(encoding="utf-8"))
    }
    assert stated
    assert stated <= set(load_toml(f"messages.{lang}.toml")["expected"])


@pytest.mark.parametrize("lang", OTHERS)
def test_all_languages_have_the_same_codes(lang: str) -> None:
    """No text is missing in one of the languages."""
    english, other = set(texts("en")), set(texts(lang))
    assert {"missing": sorted(english - other), "unknown": sorted(other - english)} == {
        "missing": [], "unknown": [],
    }  # fmt: skip


@pytest.mark.parametrize("lang", OTHERS)
def test_all_languages_take_the_same_parameters(lang: str) -> None:
    """A figure that one language tells is told in the other: {code: (English, the other)} where not."""
    english, other = texts("en"), texts(lang)
    both = {code: (taken(english[code]), taken(other[code])) for code in english.keys() & other.keys()}
    assert {code: pair for code, pair in both.items() if pair[0] != pair[1]} == {}


def test_every_rule_of_law_has_a_text() -> None:
    """A finding of a rule is told as "rules.law_`id`", which no literal spells."""
    assert [rule.id for rule in law_rules() if f"rules.law_{rule.id}" not in texts("en")] == []


def test_every_marketplace_has_an_english_name() -> None:
    """A label in hanzi is translated by the phrase book, so that English sentences hold none."""
    labels = {marketplace(name).label for name in marketplace_names()}
    named = load_toml("messages.en.toml")["marketplace"]
    assert [label for label in sorted(labels) if not named.get(label, label).isascii()] == []


def test_every_code_has_a_text() -> None:
    """What is spelt "room.name" in the package has a text in both languages: {code: (file, language)} if not.

    A literal that ends in "_" is the beginning of codes; a name with a suffix, "history.toml", is a file.
    """
    rooms = "|".join(ROOMS)
    spelt = re.compile(rf"(?:{rooms})\.[A-Za-z0-9_]*[A-Za-z0-9]")
    codes = {code: file for code, file in said_codes().strings.items() if spelt.fullmatch(code)}
    codes |= {code: place for place, code, _ in raised_and_said()}
    told = {lang: texts(lang) for lang in LANGUAGES}
    lacking = {
        code: (file, lang) for code, file in codes.items() for lang in LANGUAGES
        if code not in told[lang] and not code.endswith(FILES)
    }  # fmt: skip
    assert len(codes) > 400
    assert lacking == {}


def test_every_text_is_said() -> None:
    """A text whose code nothing in the package says is to be deleted in both languages."""
    said = said_codes()
    assert [code for code in texts("en") if code not in REASON_CODES and not said.says(code)] == []


def test_every_phrase_of_a_phrase_book_is_said() -> None:
    """What a phrase book translates stands in the package: another spelling would be shown untranslated."""
    said = set(said_codes().strings)
    books = {
        (lang, name): load_toml(f"messages.{lang}.toml").get(name, {})
        for lang in LANGUAGES
        for name in PHRASES
    }
    assert {book: sorted(set(phrases) - said) for book, phrases in books.items() if set(phrases) - said} == {}


def test_errors_and_sentences_are_given_what_their_texts_take() -> None:
    """Where a literal code is raised or said, each parameter of its text is passed: {place: (code, lacking)}.

    `place` says where in a file, and is added where that is known.
    """
    told, found = texts("en"), list(raised_and_said())
    lacking = {
        place: (code, taken(told[code]) - given - {"place"}) for place, code, given in found
        if code in told and taken(told[code]) - given - {"place"}
    }  # fmt: skip
    assert len(found) > 300
    assert lacking == {}
