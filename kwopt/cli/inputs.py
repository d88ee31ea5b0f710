"""What a request names, read: keyword tables, the product with the seller's words, scoring's settings."""

import io
import os
import sys
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kwopt.cli.listings import ListedText, Listing, read_listing
from kwopt.cli.request import LISTING_SUFFIXES, Request
from kwopt.cli.settings_file import read_toml
from kwopt.cli.user_words import read_user_words
from kwopt.errors import TitleError
from kwopt.language.normalize import match_form
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import Notice, Product, Settings
from kwopt.products import product_notices, read_product
from kwopt.rules import Marketplace, marketplace
from kwopt.rules.marketplaces import with_own_rules
from kwopt.tables import KeywordTable, read_keywords

if TYPE_CHECKING:
    from kwopt.bids.forecasts.tables import EntranceTable

_LEARNED_SHOWN = 12
"""Learned words named in the remark on them."""


def keyword_table(request: Request) -> KeywordTable:
    """Return the keywords of all tables named; "-" is stdin."""
    sources: Sequence[str | Path | BinaryIO] = [source_of(path) for path in request.keywords]
    return read_keywords(
        sources,
        name="-" if request.keywords == ("-",) else None,
        encoding=request.encoding,
        sheet=request.sheet,
        column_map=request.columns,
    )


def product_of(request: Request) -> Product | None:
    """Return the product named, with the words of the command line added to its own; None without one."""
    return None if request.product is None else required_product(request, request.product)


def required_product(request: Request, path: str) -> Product:
    """Return the product of the file `path`, with the words of the command line added to its own."""
    return read_product(source_of(path)).with_words(
        required=request.must_hold, approved=request.approve, forbidden=request.ban
    )


def settings_of(request: Request) -> Settings:
    """Return scoring's settings; locked words count as words of the user's dictionary, so none is cut."""
    words = read_user_words(request.user_dict) if request.user_dict else ()
    return Settings(
        competition=request.competition,
        shop_strength=request.shop_strength,
        as_of=request.as_of,
        user_words=tuple(dict.fromkeys((*words, *request.lock))),
        lang=request.voice.lang,
    )


def entrance_table(request: Request) -> "EntranceTable":
    """Return the entrances of all tables named; "-" is stdin."""
    from kwopt.bids.forecasts.tables import read_entrances  # other commands need none of it

    sources: Sequence[str | Path | BinaryIO] = [source_of(path) for path in request.keywords]
    return read_entrances(
        sources,
        by=request.by,
        name="-" if request.keywords == ("-",) else None,
        encoding=request.encoding,
        sheet=request.sheet,
        column_map=request.columns,
    )


def notices_of_learning(words: Sequence[str]) -> list[Notice]:
    """Return a remark on the words that a table taught; nothing if it taught none."""
    if not words:
        return []
    return [
        Notice(
            "scoring.learned_words", "info", {"count": len(words), "examples": list(words[:_LEARNED_SHOWN])}
        )
    ]


def notices_of_product(product: Product | None) -> list[Notice]:
    """Return what the product's facts lack; nothing without a product."""
    return product_notices(product) if product else []


def texts_to_check(request: Request) -> Listing:
    """Return each text with the file and row it comes from; "-" stands for stdin.

    Raises
    ------
    TableError
        If a file cannot be read, or has no column of titles.
    TitleError
        If there is nothing to check.
    """
    found: list[ListedText] = []
    notices: list[Notice] = []
    for text in (*request.titles, *request.listings):
        if text == "-" or text in request.listed_files:
            listing = _listing(text, request)
            found += listing.texts
            notices += listing.notices
        elif os.path.isfile(text):
            raise TitleError("cli.title_is_file", file=text, choices=LISTING_SUFFIXES)
        else:
            found.append(ListedText(text))
    if not found:
        raise TitleError("cli.no_titles")
    return Listing(tuple(found), tuple(notices))


def _listing(path: str, request: Request) -> Listing:
    if path != "-":
        return read_listing(path, request)
    data = _stdin().read()
    return read_listing(io.BytesIO(data), request, name="-") if data.strip() else Listing(())


def market_of(request: Request) -> Marketplace:
    """Return the marketplace named, with the user's own rules over it where a file holds some.

    Raises
    ------
    SettingError
        If there is no such marketplace, or the file of rules cannot be read or understood.
    """
    market = marketplace(request.marketplace)
    if request.marketplaces is None:
        return market
    return with_own_rules(market, read_toml(request.marketplaces), file=request.marketplaces)


def title_to_audit(request: Request, product: Product) -> str:
    """Return the title of the command line ("-": the first of stdin), else today's title of the product."""
    if request.titles:
        return texts_to_check(request).texts[0].text
    if not product.title:
        raise TitleError("cli.no_title_to_audit", product=product.label)
    return product.title


def exact_words(text: str) -> list[str] | None:
    """Return the words of a title as they stand in it, so that repetition is judged as for composed titles.

    None where the form in which words are compared has other places than the title (a ligature, doubled
    spaces): repetition is then judged by its letters.
    """
    cut = segmenter(SegmenterSpec()).cut(match_form(text))
    if len("".join(cut)) != len(text):
        return None
    ends = list(accumulate(map(len, cut)))
    return [text[start:end] for start, end in pairwise([0, *ends]) if text[start:end].strip()]


def source_of(path: str) -> str | Path | BinaryIO:
    """Return what a path of the command line stands for; "-" is stdin."""
    if path == "-":
        return _stdin()
    return Path(path) if path else path


def _stdin() -> BinaryIO:
    """Return stdin; nothing can be read from one that the shell closed ("<&-")."""
    return io.BytesIO() if sys.stdin is None else sys.stdin.buffer
