"""All fields that kwopt composes for a marketplace, to go with one title."""

from collections.abc import Callable, Mapping

import pandas as pd

from kwopt.models import Product, Settings
from kwopt.rules import FieldRule, Marketplace
from kwopt.titles.composing.compose import compose_titles
from kwopt.titles.composing.job import title_job
from kwopt.titles.fields.facts import told_facts
from kwopt.titles.fields.phrases import typed_phrases
from kwopt.titles.fields.records import ComposedField
from kwopt.titles.fields.short import short_title
from kwopt.titles.fields.source import FieldSource
from kwopt.titles.fields.words import search_terms
from kwopt.titles.proof.certify import checked_effort

_COMPOSERS: Mapping[str, Callable[[FieldSource, FieldRule], ComposedField]] = {
    "title": short_title,
    "words": search_terms,
    "phrases": typed_phrases,
    "facts": told_facts,
}
"""How a field is composed, by what it is made of (`FieldRule.composed`)."""


def compose_fields(
    scored: pd.DataFrame,
    product: Product,
    *,
    marketplace: str | Marketplace = "taobao",
    title: str | None = None,
    settings: Settings | None = None,
    effort: str = "full",
) -> dict[str, ComposedField]:
    """Compose the fields of a marketplace that stand beside a title: short titles, highlights, tags ...

    Parameters
    ----------
    scored
        What `score_keywords` returned for this product.
    marketplace
        Whose fields are wanted; which it has, and what each is made of, is data.
    title
        The title that they go with, for what it says they need not say; the best composed one if None.
    settings
        Those of the scoring.
    effort
        "full" or "fast", as for titles: short titles are solved and proven as titles are.

    Returns
    -------
    dict of ComposedField
        By field name, in the order of the data; without texts where nothing is left to say. Empty if no
        keyword fits the product, or the marketplace has no such field.

    Raises
    ------
    TableError
        If the frame was not scored.
    SettingError
        If there is no such marketplace or effort.

    Examples
    --------
    >>> from kwopt.scoring import score_keywords
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> compose_fields(score_keywords(table, product), product)["guide_title"].text
    '短袖改良旗袍'
    """
    work = checked_effort(effort)
    job = title_job(scored, product, marketplace=marketplace, settings=settings)
    wanted = [rule for rule in job.market.fields if rule.composed]
    if not wanted or not job.eligible:
        return {}
    if title is None:
        titles = compose_titles(scored, product, marketplace=marketplace, settings=settings, effort=effort)
        title = titles[0].text if titles else ""
    source = FieldSource(job, title, work)
    return {rule.name: _COMPOSERS[rule.composed](source, rule) for rule in wanted if rule.composed}
