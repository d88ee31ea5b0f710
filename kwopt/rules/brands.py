"""Brands of others in a text, as the shipped lexicon knows them. `kwopt.rules.check` has the user's own list.

A word that names a brand is another's only if the product's brand is known and nothing that the seller says
of the product names the word. What goods fit may be named ("适用华为", for Huawei), and is left alone. Brands
that are ordinary words as well stand in no list of brands, so that many names are not seen.
"""

import re
from collections.abc import Iterator, Sequence

from kwopt.language.lexicon import senses_of
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.models import Finding, Product
from kwopt.rules.fields import FieldText, Remark, Span, word_places

_SOURCE = "商标法 第五十七条；kwopt 品牌词表 (lexicon_brands.tsv)"
_SOURCE_DATE = "2019-04-23"

_NO_BRAND = frozenset(
    {"其他", "其它", "其他品牌", "其他/other", "other/其他", "other", "无", "无品牌", "none", "no brand"}
)
"""What marketplaces' forms say where there is no brand; then nobody's brand is the product's own."""

_FITS_BEFORE = re.compile(
    r"(?:适用|适合|适配|兼容|通用|支持|配套|用于|可配|替换|代替)于?[^,，。;；]{0,40}$"
    r"|\b(?:for|fits?|compatible with|replacement)\b[^,.;]{0,40}$",
    re.IGNORECASE,
)
_FITS_AFTER = re.compile(r"[^,，。;；]{0,12}?(?:适用|通用|可用|专用|适配|兼容)")


def brand_findings(
    checked: FieldText, product: Product | None, words: Sequence[str] | None, approved: Sequence[Span] = ()
) -> Iterator[Finding]:
    """Yield a warning for each word of the text that names another's brand.

    Parameters
    ----------
    product
        What is sold; without a brand of its own nothing can be told.
    words
        The exact words of the text in order; without them nothing is found, as names stand inside words
        (美的 in 完美的).
    approved
        Spans that the seller answers for.
    """
    if words is None or product is None or not product.brand or match_form(product.brand) in _NO_BRAND:
        return
    said, own = _said(product), _brands_in(product.brand)
    for span in word_places(checked.text, words):
        name = match_form(checked.text[slice(*span)])
        if name in said or not (brands := _brands_in(name)) or brands & own:
            continue
        if _is_fit(checked.text, span) or any(low <= span[0] and span[1] <= high for low, high in approved):
            continue
        yield checked.finding("foreign_brand", "warning", _remark(span))


def _remark(span: Span) -> Remark:
    return Remark(
        span, rule="foreign_brand_listed", source=_SOURCE, source_date=_SOURCE_DATE, confidence="C",
        suggestion="rules.suggest_delete",
    )  # fmt: skip


def _said(product: Product) -> str:
    """Return all that the seller says of the product, in match form."""
    told = [product.brand, product.name, product.title, *product.category, *product.selling_points]
    told += [value for _, value in product.attributes]
    told += [*product.required_words, *product.approved_words]
    return match_form(" ".join(part for part in told if part))


def _brands_in(name: str) -> frozenset[str]:
    """Return the canonical brands that a name stands for first of all: "Nike/耐克" has one."""
    parts = [match_form(part) for part in re.split(r"[/／()（）]", name)]
    senses = [senses_of(part) for part in parts if part]
    return frozenset(found[0].concept for found in senses if found and found[0].role is Role.BRAND)


def _is_fit(text: str, span: Span) -> bool:
    """Whether the text names the brand as what the goods fit."""
    return bool(_FITS_BEFORE.search(text[: span[0]]) or _FITS_AFTER.match(text, span[1]))
