"""Sentences of the rooms in the page's words: where one names an option of the command line, its twin.

The twin of "titles.all_barred" is the message "bench.on_page_titles_all_barred". Of tables, the page's panel
has its own. Owns the choice, not the texts.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from kwopt.errors import KwoptError
from kwopt.locales import Lang
from kwopt.messages import message
from kwopt.models import Notice
from kwopt.pages.bench.form import field_label
from kwopt.payloads import Document, plain
from kwopt.products.names import FIELDS
from kwopt.resources import load_toml

_SECTION = "bench"


def sentence(code: str, params: Mapping[str, Any], lang: Lang) -> str:
    """Return the sentence of a code as the page says it; fields and settings by their labels.

    >>> sentence("bids.lacks_figures", {"product": "旗袍", "fields": ("price", "cost")}, "zh")
    '商品“旗袍”没有填售价、成本，算不出每单利润；请在商品里补上，或直接填每单利润'
    """
    return message(_twin(code, lang) or code, _labelled(params, lang), lang)


def column_label(name: str, lang: Lang) -> str:
    """Return what people call a canonical column; English has no name but the code's, in words.

    >>> column_label("search_volume", "zh"), column_label("search_volume", "en")
    ('搜索量', 'search volume')
    """
    return message(f"cli.canonical_{name}", lang=lang).replace("_", " ")


def in_page_words(error: KwoptError, lang: Lang) -> KwoptError:
    """Return an error that says what the page says; itself where that is the same.

    >>> in_page_words(KwoptError("titles.no_name"), "en").text("en")
    'no word that names the thing could stand in the title; read it before you use it, or require such a word'
    """
    code, params = _twin(error.code, lang) or error.code, _labelled(error.params, lang)
    if code == error.code and params == error.params:
        return error
    return type(error)(code, **error.where, **params)


def _twin(code: str, lang: Lang) -> str | None:
    """Return the code of the page's own sentence; None where it has none."""
    name = f"on_page_{code.replace('.', '_')}"
    return f"{_SECTION}.{name}" if name in load_toml(f"messages.{lang}.toml")[_SECTION] else None


def _labelled(params: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    """Return parameters in which names of the product's fields and of settings are those on the page."""
    found, fields = dict(params), params.get("fields")
    if isinstance(fields, (list, tuple)) and all(name in FIELDS for name in fields):
        found["fields"] = [field_label(name, lang) for name in fields]
    if params.get("field") in FIELDS:
        found["field"] = field_label(params["field"], lang)
    if params.get("name") in _SETTINGS:
        found["name"] = message(f"bench.setting_{params['name']}", lang=lang)
    return found


_SETTINGS = ("competition", "shop_strength", "as_of")


def notice_records(notices: Sequence[Notice], lang: Lang) -> list[Document]:
    """Return notices as mappings with their sentences, each once."""
    found = [notice for place, notice in enumerate(notices) if notice not in notices[:place]]
    records: list[Document] = plain([_record(notice, lang) for notice in found])
    return records


def _record(notice: Notice, lang: Lang) -> Document:
    record = notice.to_dict(lang)
    places = {
        name: value for name, value in record.items() if name not in ("code", "level", "message", "params")
    }
    return record | {"message": sentence(notice.code, places | dict(notice.params), lang)}


_NO_PLACES = ("code", "level", "message", "params")
