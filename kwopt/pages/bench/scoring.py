"""The order `score`: the table's keywords judged for the product of the form, under the page's settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from kwopt.errors import SettingError
from kwopt.locales import Lang
from kwopt.models import Notice, Product, Settings
from kwopt.pages.bench.form import Content, is_blank, product_of, words_in
from kwopt.pages.bench.state import Bench, Scores, may_earn
from kwopt.pages.bench.wording import notice_records
from kwopt.payloads import Document
from kwopt.products import product_notices
from kwopt.rules import marketplace
from kwopt.scoring.relevance.relevance import class_counts

Words = str | Sequence[str]


@dataclass(frozen=True, kw_only=True)
class PageSettings:
    """What the page may set. Lists of words are lists, or one text as somebody typed it.

    Parameters
    ----------
    marketplace, shop_strength, competition
        As `kwopt.Settings` and `kwopt.compose_titles` take them; numbers may be texts.
    as_of
        The day in force as ISO text; None or empty: no year is in force.
    require, lock, ban, approve
        The seller's words, added to the product's own; locked ones are never cut.
    """

    marketplace: str = "taobao"
    shop_strength: str | float = "growing"
    competition: str | float = 0.5
    as_of: str | None = None
    require: Words = ()
    lock: Words = ()
    ban: Words = ()
    approve: Words = ()

    def scoring(self, lang: Lang) -> Settings:
        """Return scoring's settings.

        Raises
        ------
        SettingError
            For a value outside what it may be.

        Examples
        --------
        >>> PageSettings(competition="0.3", as_of="2026-05-20").scoring("zh").as_of
        datetime.date(2026, 5, 20)
        """
        return Settings(
            competition=_number("competition", self.competition),
            shop_strength=self.shop_strength,
            as_of=_day(self.as_of),
            user_words=_words(self.lock),
            lang=lang,
        )

    def of_product(self, product: Product) -> Product:
        """Return a product with the seller's words added to its own."""
        return product.with_words(
            required=(*_words(self.require), *_words(self.lock)),
            approved=_words(self.approve),
            forbidden=_words(self.ban),
        )


def _number(name: str, value: str | float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise SettingError("errors.bad_value", name=name, expected="a finite number", value=value) from error


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise SettingError(
            "errors.bad_value", name="as_of", expected="a date (2026-05-01)", value=value
        ) from error


def _words(words: Words) -> tuple[str, ...]:
    listed = words_in(words) if isinstance(words, str) else words
    return tuple(dict.fromkeys(word.strip() for word in listed if word.strip()))


def page_settings(settings: Mapping[str, Any] | None) -> PageSettings:
    """Return the settings of a page.

    Raises
    ------
    SettingError
        If there is no such setting.
    """
    known = tuple(item.name for item in fields(PageSettings))
    for name in settings or {}:
        if name not in known:
            raise SettingError("errors.unknown_choice", what="setting", value=name, choices=known)
    return PageSettings(**(settings or {}))


def score(
    bench: Bench,
    *,
    content: Content | None = None,
    settings: Mapping[str, Any] | None = None,
    lang: Lang = "en",
) -> Document:
    """Score the table's keywords for a product; without any content, by demand and supply alone.

    Returns
    -------
    dict
        `counts` (fits, possible, wrong, eligible, total), `missing_facts`, `notices`.

    Raises
    ------
    TableError
        If no table was read.
    ProductError, SettingError
        If the content or a setting cannot be understood.
    """
    chosen = page_settings(settings)
    product = None if is_blank(content) else chosen.of_product(product_of(content or {}, lang))
    scores = Scores(
        source=bench.table, product=product, market=marketplace(chosen.marketplace),
        settings=chosen.scoring(lang),
    )  # fmt: skip
    return _described(bench.put_scores(scores), lang)


def _described(scores: Scores, lang: Lang) -> Document:
    frame = scores.frame
    notices: list[Notice] = product_notices(scores.product) if scores.product else []
    return {
        "counts": {
            **class_counts(frame),
            "eligible": int(may_earn(frame).sum()),
            "total": len(frame),
        },
        "missing_facts": [fact.to_dict(lang) for fact in scores.facts],
        "notices": notice_records([*notices, *scores.age_notices], lang),
    }
