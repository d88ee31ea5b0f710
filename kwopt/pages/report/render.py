"""A report as one HTML file: the template filled in, every text escaped, all styles and scripts inside.

The only place that escapes. Jinja2 escapes each value where the template shows it; what is no text of a file
(styles, scripts) is marked as safe here, and JSON for scripts has its angle brackets written as escapes.
The policy in the file's head lets the browser run exactly these scripts and styles, and load nothing.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from kwopt.files.texts import encodable
from kwopt.locales import locale_of
from kwopt.messages import unturned
from kwopt.pages.report.content import report_of
from kwopt.pages.report.records import Report
from kwopt.pages.study import Study
from kwopt.resources import load_text

_IN_SCRIPTS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Inside JSON these mean the same as they are, and inside HTML nothing: no text can end its script."""


def report_html(
    study: Study,
    *,
    options: Mapping[str, Any] | None = None,
    inputs: Sequence[Mapping[str, Any]] | None = None,
    figures: bool = True,
) -> str:
    """Return the report on a study as one HTML file; see `report_of`.

    Equal studies give equal texts: no clock, no random names.

    Examples
    --------
    >>> import pandas as pd
    >>> from kwopt.models import Product
    >>> from kwopt.pages.study import study
    >>> from kwopt.tables import read_keywords
    >>> frame = pd.DataFrame({"keyword": ["改良旗袍"], "search_volume": [900.0]})
    >>> text = report_html(study(read_keywords(frame), Product(name="<b>旗袍</b>")), figures=False)
    >>> text[:15], "<b>" in text, "&lt;b&gt;旗袍" in text
    ('<!DOCTYPE html>', False, True)
    """
    return html_of(report_of(study, options=options, inputs=inputs, figures=figures))


def html_of(report: Report) -> str:
    """Return a report as HTML."""
    style, script = load_text("report.css"), load_text("report.js")
    drawing = [_plotly()] if any(report.figures.values()) else []
    return _environment().get_template("report.html.j2").render(
        report=report, lang=locale_of(report.lang).tag, texts=report.texts,
        policy=_policy(style, [*drawing, script]),
        style=Markup(style), script=Markup(script), drawing=[Markup(text) for text in drawing],
    )  # fmt: skip


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(load_text), autoescape=True, undefined=StrictUndefined, finalize=_shown,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"for_script": _for_script, "capital": _capital}
    return environment


def _shown(value: Any) -> Any:
    """Return a value as a page may show it: no control characters, and none that turn the writing."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return encodable(unturned(value))


def _capital(text: str) -> str:
    """Return a sentence with a capital letter first; the terminal says the same in lines, which have none."""
    return text[:1].upper() + text[1:]


def _for_script(text: str) -> Markup:
    r"""Return JSON so that it may stand inside a script element.

    >>> str(_for_script('"</script>"'))
    '"\\u003c/script\\u003e"'
    """
    return Markup("".join(_IN_SCRIPTS.get(letter, letter) for letter in text))


def _policy(style: str, scripts: Iterable[str]) -> str:
    """Return what the browser may do with the file: run these scripts, use this style, load nothing."""
    # plotly makes an empty style element and fills it by rules; pictures are saved by way of data and blobs.
    styles = " ".join(map(_fingerprint, ["", style]))
    runs = " ".join(map(_fingerprint, scripts))
    return (
        f"default-src 'none'; style-src {styles}; script-src {runs}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _fingerprint(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _plotly() -> str:
    from plotly.offline import get_plotlyjs  # 5 MB: only for reports with pictures

    return str(get_plotlyjs())
