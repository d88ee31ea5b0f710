"""What went wrong with a file, as a sentence beside the place to drop it, with the choice that mends it."""

from collections.abc import Mapping

from nicegui import ui

from kwopt.errors import KwoptError
from kwopt.pages.web.elements.texts import text_in
from kwopt.pages.web.panel_table.files import encoding_labels
from kwopt.pages.web.panel_table.reading import Problem, Reading
from kwopt.pages.wording import Wording

_ENCODINGS = ("tables.unknown_encoding", "tables.wrong_encoding")
_MORE = "… (+"  # begins the last entry where a message names only some of the headers


def draw_problem(reading: Reading, problem: Problem, wording: Wording) -> None:
    """Create the sentence of a problem, its choices, and a button that closes it."""
    with ui.element("div").classes("kw-problem kw-trouble"):
        text_in("p", problem.text(reading.visit))
        if problem.error is not None and problem.added:
            _draw_choices(reading, problem, problem.error, wording)
        ui.button(wording.own("dismiss"), on_click=lambda: reading.dismiss(problem)).props(
            "flat dense no-caps"
        )


def _draw_choices(reading: Reading, problem: Problem, error: KwoptError, wording: Wording) -> None:
    if error.code == "tables.open_encoding":
        _draw_readings(reading, problem, readings_of(error), wording)
    elif error.code in _ENCODINGS:
        _draw_select(reading, problem, "encoding", encoding_labels(wording), wording.own("encoding"))
    elif error.code == "tables.no_sheet":
        sheets = {name: name for name in error.params["sheets"]}
        _draw_select(reading, problem, "sheet", sheets, wording.own("ask_sheet"))
    elif headers := headers_of(error):
        _draw_select(reading, problem, "keyword", headers, wording.own("ask_keyword"))


def readings_of(error: KwoptError) -> dict[str, str]:
    r"""Return how the first telling line reads, by encoding.

    >>> from kwopt.errors import TableError
    >>> error = TableError("tables.open_encoding", file="a.csv", row=2, readings=['gb18030: "旗: 袍"'])
    >>> readings_of(error)
    {'gb18030': '"旗: 袍"'}
    """
    return dict(reading.split(": ", 1) for reading in error.params["readings"])


def headers_of(error: KwoptError) -> dict[str, str]:
    """Return the headers among which keywords may be, as a choice; the likeliest first.

    Headers that the message had to shorten cannot be chosen.

    >>> from kwopt.errors import TableError
    >>> headers_of(TableError("tables.no_keyword_column_likely", headers=["a", "b", "… (+3)"], likely="b"))
    {'b': 'b', 'a': 'a'}
    """
    likely = [error.params["likely"]] if "likely" in error.params else []
    named = [name for name in error.params.get("headers", ()) if not name.endswith("…")]
    whole = [name for name in (*likely, *named) if name.strip() and not name.startswith(_MORE)]
    return {name: name for name in whole}


def _draw_readings(reading: Reading, problem: Problem, texts: Mapping[str, str], wording: Wording) -> None:
    labels = encoding_labels(wording)
    text_in("p", wording.own("ask_encoding"))
    with ui.element("div").classes("kw-row"):
        for encoding, text in texts.items():
            label = f"{text} ({labels.get(encoding, encoding)})"
            ui.button(label, on_click=lambda _, name=encoding: reading.again(problem, encoding=name)).props(
                "outline dense no-caps"
            )


def _draw_select(
    reading: Reading, problem: Problem, what: str, options: Mapping[str, str], label: str
) -> None:
    choice = ui.select(dict(options), label=label).props("dense outlined options-dense")

    async def chosen(value: str) -> None:
        if what == "keyword":
            await reading.again(problem, column_map=reading.visit.state.column_map | {"keyword": value})
        else:
            await reading.again(problem, **{what: value})

    choice.on_value_change(lambda event: chosen(event.value))
