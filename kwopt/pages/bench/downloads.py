"""The order `download`: results as files, in memory. What stands in them is made where the terminal's is."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kwopt.errors import BidError, SettingError
from kwopt.locales import Lang
from kwopt.messages import message
from kwopt.models import Notice
from kwopt.pages.bench.bids import priced
from kwopt.pages.bench.keywords import matching
from kwopt.pages.bench.state import Bench, Scores
from kwopt.pages.bench.wording import in_page_words, notice_records
from kwopt.pages.study import Study
from kwopt.pages.tables import bid_rows, title_rows
from kwopt.payloads import Document, Envelope, json_parts, settings_in_force, title_body
from kwopt.tables.writing.write import table_bytes
from kwopt.titles.auditing.desk import TitleDesk
from kwopt.titles.fields import ComposedField

_MOST_NAMED = 30
"""Characters of a product's name in a file's name: with the rest, short enough for any system."""

_OF_MARKETPLACES = frozenset({"titles", "report", "everything"})
"""Files whose content holds for one marketplace only."""

_LISTS = frozenset({"keywords_csv", "keywords_xlsx"})
"""Files of which a part can be had."""

_MOST_IN_WORKBOOKS = 5_000
"""Rows up to which an archive has workbooks: 10,000 keywords take 2 s to write, as CSV a tenth of one."""

_ZIP_DAY = (2020, 1, 1, 0, 0, 0)
"""Date of files in an archive: fixed, so that equal results give equal bytes."""

_MEDIA_TYPES: Mapping[str, str] = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".zip": "application/zip",
}


@dataclass(frozen=True)
class _Made:
    """The bytes of a file, and what should be known of it."""

    data: bytes
    notices: tuple[Notice, ...] = ()


def download(
    bench: Bench, *, kind: str, search: str = "", classes: Sequence[str] = (), lang: Lang = "en"
) -> Document:
    """Return a file of results: its `name`, `media_type`, `content` as bytes, and `notices`.

    Parameters
    ----------
    kind
        One of `KINDS`.
    search, classes
        Which keywords a file of keywords holds, as the order `keywords` takes them; other files hold all.

    Raises
    ------
    SettingError
        If there is no such file.
    BidError, TitleError, TableError
        If what it holds is not there: no bids, no product, no table.
    """
    if kind not in KINDS:
        raise SettingError("errors.unknown_choice", what="file", value=kind, choices=tuple(KINDS))
    scores, suffix = bench.scores, _suffix(kind)
    if kind in _LISTS and (search.strip() or classes):
        chosen = matching(scores, lang, search=search, classes=classes)
        made, name = _listed(chosen, suffix), _file_name(scores, f"keywords_chosen_{suffix[1:]}", lang)
    else:
        made, name = KINDS[kind](scores, lang), _file_name(scores, kind, lang)
    return {
        "name": name,
        "media_type": _MEDIA_TYPES[suffix],
        "content": made.data,
        "notices": notice_records(made.notices, lang),
    }


def _suffix(kind: str) -> str:
    return "." + kind.rpartition("_")[2]


def _file_name(scores: Scores, kind: str, lang: Lang) -> str:
    """Return what the file is called: product, marketplace where it matters, and what the file holds."""
    what, holds = kind.rpartition("_")[0], []
    if what in _OF_MARKETPLACES:
        holds.append(_in_name(scores.market.label if lang == "zh" else scores.market.name))
    holds.append(message(f"bench.file_{what}", lang=lang))
    named = _in_name(scores.product.label) if scores.product else ""
    return "_".join([named or "kwopt", *holds]) + _suffix(kind)


def _in_name(text: str) -> str:
    """Return as much of a text as the name of a file may say on any system.

    >>> _in_name("../改良 旗袍:夏*")
    '改良_旗袍_夏'
    """
    plain = "".join(sign if sign.isalnum() else " " for sign in text)
    return "_".join(plain[:_MOST_NAMED].split())


def _keywords(suffix: str) -> Callable[[Scores, Lang], _Made]:
    def made(scores: Scores, lang: Lang) -> _Made:
        return _listed(scores.ranked_in(lang), suffix)

    return made


def _listed(keywords: pd.DataFrame, suffix: str) -> _Made:
    found = table_bytes(keywords, suffix, sheet="keywords")
    return _Made(found.data, found.notices)


def _bids(suffix: str) -> Callable[[Scores, Lang], _Made]:
    def made(scores: Scores, lang: Lang) -> _Made:
        result = priced(scores)
        found = table_bytes(bid_rows(result, lang), suffix, sheet="bids")
        return _Made(found.data, (*result.notices, *found.notices))

    return made


def _titles_csv(scores: Scores, _lang: Lang) -> _Made:
    desk = scores.solved
    found = table_bytes(title_rows(desk.result, _fields(scores, desk)), ".csv")
    return _Made(found.data, (*desk.result.notices, *found.notices))


def _titles_json(scores: Scores, lang: Lang) -> _Made:
    desk = scores.solved
    envelope = Envelope(
        command="title",
        settings=settings_in_force(scores.settings, {
            "marketplace": scores.market.name, "n": desk.wanted, "effort": scores.effort,
        }),
        inputs=scores.source.table.inputs,
        notices=[*scores.age_notices, *desk.result.notices],
        lang=lang,
    )  # fmt: skip
    body = title_body(desk.result, scores.named_product, scores.facts, lang, fields=_fields(scores, desk))
    return _Made("".join(json_parts(envelope.around(body))).encode("utf-8", "replace"))


def _fields(scores: Scores, desk: TitleDesk) -> Mapping[str, ComposedField]:
    """Return the other fields that go with the best title; none without one."""
    titles = desk.result.titles
    return scores.fields(titles[0].text) if titles else {}


def _report(scores: Scores, lang: Lang) -> _Made:
    from kwopt.pages.report import report_html  # loads plotly and its script, of some megabytes

    return _Made(report_html(_study(scores, lang)).encode("utf-8", "replace"))


def _study(scores: Scores, lang: Lang) -> Study:
    """Return all results as a study, its texts in a language."""
    settings = scores.settings_in(lang)
    return Study(
        table=scores.source.table, product=scores.named_product, marketplace=scores.market,
        settings=settings, scored=scores.frame_in(lang), facts=scores.facts, desk=scores.solved,
        earnings=scores.earnings, effort=scores.effort or "fast",
    )  # fmt: skip


def _everything(scores: Scores, lang: Lang) -> _Made:
    """Return all files as one archive; what is not there is said in a file of its own."""
    buffer, missing = io.BytesIO(), list[str]()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind in _in_archive(scores):
            try:
                made = KINDS[kind](scores, lang)
            except BidError as error:
                missing.append(in_page_words(error, lang).text(lang))
                continue
            _add(archive, _file_name(scores, kind, lang), made.data)
        if missing:
            name = message("bench.file_missing", lang=lang)
            _add(archive, f"{name}.txt", "\n".join([*missing, ""]).encode("utf-8-sig"))
    return _Made(buffer.getvalue())


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _in_archive(scores: Scores) -> tuple[str, ...]:
    """Return what stands in the archive: each result in the form that most people open."""
    end = "xlsx" if len(scores.frame) <= _MOST_IN_WORKBOOKS else "csv"
    return "report_html", "titles_csv", "titles_json", f"keywords_{end}", f"bids_{end}"


KINDS: Mapping[str, Callable[[Scores, Lang], _Made]] = {
    "keywords_csv": _keywords(".csv"),
    "keywords_xlsx": _keywords(".xlsx"),
    "titles_csv": _titles_csv,
    "titles_json": _titles_json,
    "bids_csv": _bids(".csv"),
    "bids_xlsx": _bids(".xlsx"),
    "report_html": _report,
    "everything_zip": _everything,
}
"""Files by name: what they hold, then the end of their names."""
