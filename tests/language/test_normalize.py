"""Normal forms: the fast column form equals the slow obvious one, and is idempotent."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.language.normalize import match_form, match_forms, without_spaces

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]")
AWKWARD = "aé\u0301\u0304ＡÅ夏\u1112\u1161\u11abİſ㎏①ﬃ\u0308\u3000 \n\t\u200b\u2028豈Ǆßα\u0303AZ@[{\x7f\ua000"


def slow_match_form(text: str) -> str:
    """Return the match form by the definition, for one text at a time."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"\s+", " ", INVISIBLE.sub("", folded)).strip(" ")


@given(st.lists(st.text(alphabet=AWKWARD, max_size=8), max_size=6))
def test_column_form_equals_the_slow_form(texts: list[str]) -> None:
    """Folding a column at once gives what folding each text by the definition gives."""
    assert match_forms(texts) == [slow_match_form(text) for text in texts]


@given(st.text(alphabet=AWKWARD, max_size=8))
def test_form_of_one_text_equals_the_slow_form(text: str) -> None:
    """One text, plainly in match form or not, has the form of the definition."""
    assert match_form(text) == slow_match_form(text)


@given(st.text(alphabet=AWKWARD, max_size=8))
def test_match_form_is_idempotent(text: str) -> None:
    """The match form of a match form is itself."""
    assert match_form(match_form(text)) == match_form(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [("Ａ字裙　 夏", "a字裙 夏"), (" T恤\n男 ", "t恤 男"), ("iPhone１３", "iphone13"), ("", "")],
)
def test_what_shoppers_type_alike_is_alike(text: str, form: str) -> None:
    """Width, case and white space do not tell keywords apart; a space stays a space."""
    assert match_form(text) == form


def test_spaces_go_where_characters_are_compared() -> None:
    """Without spaces all white space is gone."""
    assert without_spaces("改良 旗袍\u3000女") == "改良旗袍女"
