"""What a report rests on: files as they were understood, settings in force, inputs and fingerprints."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kwopt.columns import ROW_COUNTS
from kwopt.models import SHOP_STRENGTHS
from kwopt.numerals import MISSING, count, percent
from kwopt.pages.report.records import FileCard, NamedList, Table
from kwopt.pages.report.rows import Rule, table_of
from kwopt.pages.sentences.examples import shortened
from kwopt.pages.sentences.files import (
    details,
    format_told,
    is_shown,
    meaning_told,
    next_steps,
    one_line,
    record_lines,
    remarks,
    unit,
)
from kwopt.pages.study import Study
from kwopt.pages.wording import Wording, marketplace_label
from kwopt.payloads import plain
from kwopt.tables.table import ReadFiles

_EXAMPLES, _EXAMPLE_CELLS = 3, 24
_CARRIED_CELLS = 40
_WORDS_SHOWN = 50

Document = Mapping[str, Any]


def file_cards(table: ReadFiles, wording: Wording) -> tuple[FileCard, ...]:
    """Return a card for each file."""
    described = table.describe(wording.lang)
    return tuple(_file_card(place, file, wording) for place, file in enumerate(described, 1))


def _file_card(place: int, file: Document, wording: Wording) -> FileCard:
    sheet = f" [{file['sheet']}]" if file["sheet"] else ""
    rows = wording.say("file_rows", **{name: count(file[name]) for name in ROW_COUNTS})
    carried = [column for column in file["columns"] if not is_shown(column)]
    return FileCard(
        name=f"{file['file']}{sheet}",
        told=(format_told(file, wording), *details(file, wording), rows),
        columns=_columns(place, [column for column in file["columns"] if is_shown(column)], wording),
        carried=_carried(carried, wording),
        lists=tuple(item for item in _lists(file, wording) if item.items),
    )


def _columns(place: int, columns: Sequence[Document], wording: Wording) -> Table:
    rules: list[Rule[Document]] = [
        Rule(wording.say("col_source"), lambda column: one_line(column["source"]), figures=False),
        Rule(wording.say("col_canonical"), lambda column: meaning_told(column, wording), figures=False),
        Rule(wording.say("col_status"), lambda column: wording.term("status", column["status"]),
             figures=False),
        Rule(wording.say("col_unit"), lambda column: unit(column, wording), figures=False),
        Rule(wording.say("col_missing"), lambda column: count(column["missing"])),
        Rule(wording.say("col_examples"), _examples, figures=False),
    ]  # fmt: skip
    return table_of(f"columns-{place}", wording.own("columns_caption"), rules, columns)


def _examples(column: Document) -> str:
    shown = (shortened(example, _EXAMPLE_CELLS) for example in column["examples"][:_EXAMPLES])
    return " · ".join(shown)


def _carried(columns: Sequence[Document], wording: Wording) -> str:
    if not columns:
        return ""
    names = [shortened(column["source"], _CARRIED_CELLS) for column in columns]
    return wording.say("carried_along", count=len(columns), columns=names)


def _lists(file: Document, wording: Wording) -> Iterable[NamedList]:
    yield NamedList(wording.say("repairs"), tuple(record_lines(file["repairs"], wording)))
    yield NamedList(wording.say("refusals"), tuple(record_lines(file["refusals"], wording)))
    yield NamedList(wording.say("remarks"), tuple(remarks(file, wording)))
    yield NamedList(wording.say("next_steps"), tuple(next_steps(file, wording)))


def marketplace_name(study: Study, wording: Wording) -> str:
    """Return what the marketplace is called in the reader's language."""
    return marketplace_label(study.marketplace.label, wording.lang)


def settings_table(study: Study, options: Mapping[str, Any], wording: Wording) -> Table:
    """Return every setting that says something, under its name; `options` are those of the call besides."""
    known = study.settings.to_dict()
    values = {"marketplace": marketplace_name(study, wording), "effort": study.effort, **known}
    values |= {name: value for name, value in options.items() if name not in values}
    rules: list[Rule[tuple[str, Any]]] = [
        Rule(wording.own("setting"), lambda pair: _setting_name(pair[0], wording), figures=False),
        Rule(wording.own("value"), lambda pair: _setting_value(pair, wording), figures=False),
    ]
    shown = [(name, plain(value)) for name, value in values.items() if value not in (None, (), [], {})]
    return table_of("settings", wording.own("settings_caption"), rules, shown, wide=False)


def _setting_name(name: str, wording: Wording) -> str:
    try:
        return wording.own(f"setting_{name}")
    except KeyError:  # an option that no other report has had
        return name


def _setting_value(pair: tuple[str, Any], wording: Wording) -> str:
    name, value = pair
    if name in _VALUES and value is not None:
        return _VALUES[name](value, wording)
    if isinstance(value, bool):
        return wording.own("yes" if value else "no")
    if isinstance(value, Mapping):
        return wording.say("listed", items=[f"{key} = {item}" for key, item in value.items()]) or MISSING
    if isinstance(value, list):
        return wording.say("listed", items=value[:_WORDS_SHOWN]) or MISSING
    return MISSING if value is None or value == "" else f"{value:,}" if isinstance(value, int) else f"{value}"


def _strength(value: Any, wording: Wording) -> str:
    return wording.term("strength", value) if value in SHOP_STRENGTHS else str(value)


_VALUES: Mapping[str, Callable[[Any, Wording], str]] = {
    "match_credits": lambda shares, _: " / ".join(map(percent, shares)),
    "shop_strength": _strength,
    "reachable_listings": lambda listings, _: count(listings),
    "lang": lambda lang, wording: wording.own(f"lang_{lang}"),
    "effort": lambda effort, wording: wording.own(f"effort_{effort}"),
    "max_loss_probability": lambda chance, _: percent(chance),
    "keep_profit": lambda share, _: percent(share),
    "target_acos": lambda share, _: percent(share),
}
"""How settings are shown that are neither words nor plain numbers."""


def inputs_table(inputs: Sequence[Document], wording: Wording) -> Table:
    """Return each input with its sheet and its SHA-256 fingerprint."""
    rules: list[Rule[Document]] = [
        Rule(wording.own("input"), _input_name, figures=False),
        Rule(wording.own("fingerprint"), lambda item: item["sha256"] or MISSING, figures=False),
    ]
    return table_of("inputs", wording.own("inputs_caption"), rules, inputs, wide=False)


def _input_name(item: Document) -> str:
    return f"{item['file']} [{item['sheet']}]" if item.get("sheet") else str(item["file"])
