"""What a report says of a study: the parts in their order, with headings and fixed sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from kwopt.numerals import count
from kwopt.pages.definitions import definitions
from kwopt.pages.report.basis import file_cards, inputs_table, marketplace_name, settings_table
from kwopt.pages.report.coverage import coverage_table, more_covered
from kwopt.pages.report.figures import config_of, figures_of
from kwopt.pages.report.keywords import keyword_table, keywords_told, questions, unfit_table
from kwopt.pages.report.money import bid_part
from kwopt.pages.report.records import Remark, Report
from kwopt.pages.report.titles import field_cards, remarks, title_cards, todays_title
from kwopt.pages.study import Study
from kwopt.pages.wording import Wording
from kwopt.products import product_notices
from kwopt.resources import load_toml
from kwopt.version import __version__

_UNKNOWN = ("sales", "ranking", "credits", "estimates", "law", "today")
"""What no report can know, or should not be taken for; the texts are "report.unknown_NAME"."""

_PREFIX = "text_"
"""Begins the names of headings and fixed sentences, which the template shows as they are."""


def report_of(
    study: Study,
    *,
    options: Mapping[str, Any] | None = None,
    inputs: Sequence[Mapping[str, Any]] | None = None,
    figures: bool = True,
) -> Report:
    """Return what a report on a study says, in the language of the study's settings.

    Parameters
    ----------
    options
        What the call was told besides the study's settings, to be printed with them.
    inputs
        Name, sheet and SHA-256 of each file; those of the keyword table by default.
    figures
        Whether there are pictures.

    Examples
    --------
    >>> import pandas as pd
    >>> from kwopt.models import Product
    >>> from kwopt.pages.study import study
    >>> from kwopt.tables import read_keywords
    >>> frame = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> found = study(read_keywords(frame), Product(name="改良旗袍", attributes={"袖长": "短袖"}))
    >>> [card.text for card in report_of(found, figures=False).titles]
    ['改良旗袍短袖']
    """
    wording = Wording(study.settings.lang, "report")
    return Report(
        lang=wording.lang, product=study.product.label, head=_head(study, wording),
        titles_told=_titles_told(study, wording), titles=title_cards(study.titles, wording),
        covered=coverage_table(study.titles.titles, wording),
        covered_more=more_covered(study.titles.titles, wording),
        title_remarks=_title_remarks(study, wording), fields=field_cards(study, wording),
        today=todays_title(study, wording), keywords_told=tuple(keywords_told(study, wording)),
        keywords=keyword_table(study, wording), unfit=unfit_table(study, wording),
        questions=questions(study, wording),
        product_remarks=remarks(product_notices(study.product), wording), bids=bid_part(study, wording),
        files=file_cards(study.table, wording), settings=settings_table(study, options or {}, wording),
        inputs=inputs_table(study.table.inputs if inputs is None else inputs, wording),
        definitions=definitions(
            wording.lang, settings=study.settings,
            max_loss_probability=study.earnings.max_loss_probability,
        ),
        unknown=tuple(wording.own(f"unknown_{name}") for name in _UNKNOWN),
        figures=figures_of(study, wording) if figures else {}, config=config_of(wording) if figures else "{}",
        version=__version__, texts=_texts(wording),
    )  # fmt: skip


def _head(study: Study, wording: Wording) -> tuple[tuple[str, str], ...]:
    day = study.settings.as_of
    pairs = [
        (wording.own("marketplace"), marketplace_name(study, wording)),
        (wording.own("day"), day.isoformat() if day else ""),
        (wording.own("keywords_read"), count(len(study.scored))),
        (wording.own("files"), wording.say("listed", items=[file.file for file in study.table.files])),
    ]
    return tuple((name, value) for name, value in pairs if value)


def _titles_told(study: Study, wording: Wording) -> str:
    result = study.titles
    if not result.titles:
        return wording.say("no_title")
    return wording.own(
        "titles_told", limit=result.limit, unit=wording.term("unit", result.unit),
        eligible=count(result.eligible), candidates=count(result.candidates),
    )  # fmt: skip


def _title_remarks(study: Study, wording: Wording) -> tuple[Remark, ...]:
    return remarks([*study.titles.notices, *study.age_notices], wording)


def _texts(wording: Wording) -> Mapping[str, str]:
    """Return the headings and fixed sentences of the template."""
    names = load_toml(f"messages.{wording.lang}.toml")[wording.section]
    return {name.removeprefix(_PREFIX): wording.own(name) for name in names if name.startswith(_PREFIX)}
