"""Tables on a screen: columns that line up in cells, narrow terminals, nothing cut in a pipe."""

import io

from rich.cells import cell_len

from kwopt.cli.screen import Column, Screen, fitting

WORDS = ["旗袍", "abc", "改良旗袍A字裙", "①"]


def drawn(columns: list[Column], width: int | None = None) -> tuple[list[str], list[str]]:
    """Return the lines of a table and the headings that were left out."""
    stream = io.StringIO()
    screen = Screen(stream, width)
    hidden = screen.table(columns)
    screen.show()
    return stream.getvalue().splitlines(), hidden


def test_columns_line_up_in_cells() -> None:
    """The figure behind a word ends in the same cell whatever characters the word is made of."""
    lines, _ = drawn([Column("关键词", WORDS, text=True), Column("n", ["1", "22", "333", "4"])])
    ends = {cell_len(line) for line in lines if not line.startswith("─")}
    assert len(ends) == 1


def test_nothing_is_folded_in_a_pipe() -> None:
    """Where there is no terminal, a line may be as long as it must."""
    long = "很长的标题" * 60
    lines, hidden = drawn([Column("a", [long], text=True), Column("b", ["1"])])
    assert any(line.startswith(long) for line in lines)
    assert hidden == []


def test_narrow_terminal_leaves_columns_out_and_says_so() -> None:
    """Columns that do not fit are left out whole, from the right, and named."""
    columns = [Column("a", ["x" * 10]), Column("b", ["y" * 10]), Column("c", ["z" * 10])]
    lines, hidden = drawn(columns, width=30)
    assert hidden == ["c"]
    assert all(cell_len(line) <= 30 for line in lines)


def test_text_is_folded_before_figures_are_left_out() -> None:
    """A column of text gives room to figures; no character of it is lost."""
    word = "改良旗袍连衣裙夏季新款" * 2
    lines, hidden = drawn([Column("a", [word], text=True), Column("n", ["123"])], width=36)
    assert hidden == []
    assert all(cell_len(line) <= 36 for line in lines)
    letters = "".join(char for line in lines for char in line if char in word)
    assert letters == word


def test_one_column_is_always_shown() -> None:
    """However narrow the terminal, the first column stays."""
    assert len(fitting([Column("a", ["x" * 90]), Column("b", ["y"])], 10)) == 1


def test_markup_in_data_is_shown_as_it_stands() -> None:
    """Square brackets and emoji codes of keywords are text, not style."""
    lines, _ = drawn([Column("a", ["[bold]旗袍[/bold] :smile:"], text=True)])
    assert "[bold]旗袍[/bold] :smile:" in "\n".join(lines)


def test_characters_the_terminal_lacks_do_not_stop_it() -> None:
    """A terminal that cannot show hanzi shows question marks instead of failing."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    screen = Screen(stream)
    screen.line("旗袍 a")
    screen.show()
    stream.flush()
    assert stream.buffer.getvalue() == b"?? a\n"


def test_nothing_is_written_before_all_is_drawn() -> None:
    """An error while drawing leaves the stream empty."""
    stream = io.StringIO()
    screen = Screen(stream)
    screen.heading("旗袍")
    screen.table([Column("a", ["b"])])
    assert stream.getvalue() == ""
    screen.show()
    assert stream.getvalue().startswith("旗袍")
