"""Laws of spooling, on generated messy files: blocks and reports are those of reading the whole."""

import csv
import io
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.spooled import alike

HEADERS = [
    "关键词", "搜索人气", "在线商品数", "支付转化率", "点击量", "成交笔数", "点击转化率",
    "备注", "日期", "计划ID",
]  # fmt: skip
WORDS = [
    "旗袍", "长裙", "Ｖ领 T恤", "v领 t恤", " 短裙", "改良 旗袍", "合计", "", "-", "cup", "=1+1", "B0ABCDEF12",
]  # fmt: skip
FIGURES = [
    "", "-", "0", "5", "12", "1,234", "1.234", "0.5", "7%", "3万", "10万+", "< 20", "100 ~ 400", "-3", "x",
    "12,5", "¥5",
]  # fmt: skip
NOTES = ["", "好", "7", "12", "007", "1.50", "a\tb", 'a"b', "c\nd", "é"]
DAYS = ["", "2026-08-10", "2026-08-16", "20260812", "x"]
IDS = ["", "18", "1.81235E+17", "181235000000000000", "181235000000000001", '="17"']
CELLS = [WORDS, FIGURES, FIGURES, FIGURES, FIGURES, FIGURES, FIGURES, NOTES, DAYS, IDS]
FEW = settings(
    max_examples=6, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def rows_of(draw: random.Random, kinds: list[int], size: int, columns: list[int]) -> list[list[str]]:
    """Return rows whose cells are of a few kinds, mostly of the first; single ones are of any kind."""
    chosen = {place: draw.sample(CELLS[place], min(len(CELLS[place]), kinds[place])) for place in columns}
    odd = draw.random() < 0.5
    rows = []
    for _ in range(size):
        row = [draw.choice(chosen[place]) for place in columns]
        if draw.random() < 0.7:
            row[0] = f"{row[0]}{draw.randrange(size)}"
        if odd and draw.random() < 0.02:
            place = draw.randrange(len(columns))
            row[place] = draw.choice(CELLS[columns[place]])
        rows.append(row)
    return rows


@FEW
@given(
    seed=st.integers(0, 10**9),
    size=st.integers(45, 130),
    delimiter=st.sampled_from(",,\t;"),
    encoding=st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    spoiled=st.sampled_from(["", "", "", "short", "long", "bytes", "blank", "quote", "footer"]),
    at_once=st.integers(3, 12),
)
def test_pieces_are_the_whole(
    seed: int, size: int, delimiter: str, encoding: str, quoting: int, spoiled: str, at_once: int
) -> None:
    """However cells, quotes, encodings and spoiled rows lie across the pieces, the answer is the same."""
    draw = random.Random(seed)
    columns = [0, *sorted(draw.sample(range(1, len(HEADERS)), draw.randint(1, 6)))]
    kinds = [draw.choice([1, 2, 2, 3, 9]) for _ in HEADERS]
    rows = rows_of(draw, kinds, size, columns)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([[HEADERS[place] for place in columns], *rows])
    data = spoil(text.getvalue(), spoiled, draw).encode(encoding, "replace")
    if spoiled == "bytes":
        place = draw.randrange(len(data))
        data = data[:place] + "旗袍".encode("gbk")[:3] + data[place:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "words.csv"
        path.write_bytes(data)
        blocks = Path(folder) / "blocks"
        blocks.mkdir()
        alike(path, blocks, at_once)


def spoil(text: str, how: str, draw: random.Random) -> str:
    """Return a text with some of its lines spoiled."""
    lines = text.split("\n")
    place = draw.randrange(1, len(lines))
    spoiled = {
        "short": ["旗袍"], "long": ["旗袍,1;2\t3" * 20], "blank": [""] * draw.choice([1, 50]),
        "quote": ['"旗袍'], "footer": ["合计", "", "数据来源：生意参谋，仅供参考。"],
    }.get(how, [])  # fmt: skip
    if how == "footer":
        place = len(lines) - 1
    return "\n".join([*lines[:place], *spoiled, *lines[place:]])
