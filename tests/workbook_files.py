"""Workbooks of all kinds, made for tests: XLSX with parts edited, XLSB and ODS by hand, XLS by xlwt."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import xlsxwriter

Rows = Sequence[Sequence[Any]]
PLAIN: Rows = [["关键词", "搜索人气"], ["旗袍", 5], [1688, "1.2万"]]
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def edited(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    changed = change(parts[part])
    assert changed != parts[part]
    return zipped(parts | {part: changed})


def xlsx(**sheets: Rows) -> bytes:
    """Return the bytes of an XLSX with these sheets."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
    return buffer.getvalue()


def xls(rows: Rows) -> bytes:
    """Return the bytes of a legacy workbook."""
    xlwt = pytest.importorskip("xlwt", reason="needs xlwt to make an .xls file")
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(place, column, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(rows: str) -> bytes:
    """Return the bytes of an OpenDocument sheet with these rows of XML."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()})


def ods_row(*cells: str | float, attributes: str = "") -> str:
    """Return one row of an OpenDocument sheet."""
    shown = "".join(
        f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
        if isinstance(cell, (int, float))
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row {attributes}>{shown}</table:table-row>"


def xlsb(rows: Rows, *, column: int = 0) -> bytes:
    """Return the bytes of a binary workbook ([MS-XLSB]), its table beginning in `column`."""
    body = _record(129, b"") + _record(148, struct.pack("<IIII", 0, 9, 0, 9)) + _record(145, b"")
    for number, row in enumerate(rows):
        body += _record(0, struct.pack("<I", number) + b"\0" * 13)
        for place, cell in enumerate(row, start=column):
            head = struct.pack("<II", place, 0)
            real = isinstance(cell, (int, float))
            body += (
                _record(5, head + struct.pack("<d", cell)) if real else _record(6, head + _text(str(cell)))
            )
    body += _record(146, b"") + _record(130, b"")
    book = _record(131, b"") + _record(143, b"")
    book += _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text("a"))
    book += _record(144, b"") + _record(132, b"")
    relation = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relation.encode(),
            "xl/worksheets/sheet1.bin": body,
        }
    )


def _record(kind: int, data: bytes) -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, packed = len(data), b""
    while size > 127:
        packed, size = packed + bytes([size & 0x7F | 0x80]), size >> 7
    return head + packed + bytes([size]) + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
