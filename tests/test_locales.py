"""The languages in which kwopt speaks: one file of messages each, with what the language writes."""

from importlib.resources import files

import pytest

from kwopt.locales import LANGUAGES, locale_of


def test_each_language_has_a_file_and_each_file_a_language() -> None:
    """A further file of messages is a further language, and the other way round."""
    shipped = {path.name for path in files("kwopt.resources").iterdir() if path.name.startswith("messages.")}
    assert shipped == {f"messages.{lang}.toml" for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_large_numbers_are_counted_from_the_largest(lang: str) -> None:
    """A number takes the first sign that is not larger than it, so that the largest must stand first."""
    sizes = [size for size, _ in locale_of(lang).large]
    assert sizes == sorted(sizes, reverse=True)
