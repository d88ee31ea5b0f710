"""Files inside files: gzip, and ZIP archives that hold one table; and files that are no tables at all.

What is unpacked is bounded, whatever an archive says of its size.
"""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

from kwopt.errors import TableError
from kwopt.tables.sources.documents import MAX_BYTES, Document
from kwopt.tables.sources.packages import DAMAGES, unpacked_limit

_GZIP, _ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_DEPTH = 3  # archives in one another that are opened: a gzip of a ZIP happens, more is malice
_WORKBOOK_PARTS = frozenset(["xl/workbook.xml", "xl/workbook.bin", "content.xml", "[Content_Types].xml"])
_OTHER_PACKAGES = {"word/": "DOCX", "ppt/": "PPTX", "Index/": "Numbers", "AndroidManifest.xml": "APK"}
_TABLES = (".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".json", ".jsonl", ".parquet")
_PERHAPS_TABLES = (".txt", ".html", ".htm", ".gz", ".zip", "")
_UNSEEN = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$)")  # what systems and Excel add to archives
_PIECE = 2**14  # bytes that are unpacked at once: at most a thousand times as many come out
_SHOWN = 8  # names that an error shows
_KINDS = (
    (rb"%PDF-", "PDF"),
    (rb"\x89PNG\r\n", "PNG"),
    (rb"\xff\xd8\xff", "JPEG"),
    (rb"GIF8[79]a", "GIF"),
    (rb"RIFF....WEBP", "WEBP"),
    (rb"Rar!\x1a\x07", "RAR"),
    (rb"7z\xbc\xaf\x27\x1c", "7z"),
    (rb"\xfd7zXZ\x00", "XZ"),
    (rb"BZh[1-9]1AY&SY", "BZ2"),
    (rb"\x28\xb5\x2f\xfd", "ZST"),
    (rb"SQLite format 3\x00", "SQLite"),
    (rb"\{\\rtf", "RTF"),
    (rb"ARROW1\x00\x00", "Feather"),
    (rb"(?i:(?:From: <Saved by |MIME-Version: ?1\.0\r?\n))", "MHTML"),
    (rb"(?s:.{257}ustar)", "TAR"),
)
"""First bytes of files that sellers mistake for tables, as `file` and the formats' own papers give them."""


def unpacked(packed: Document) -> Document:
    """Return the table inside an archive, or the document itself if it is none.

    Raises
    ------
    TableError
        If there is not exactly one table inside, it unpacks to too much, or the file is of a kind that holds
        no table.

    >>> import gzip
    >>> unpacked(Document("a.csv.gz", gzip.compress(b"keyword"))).data
    b'keyword'
    """
    found = packed
    for _ in range(_DEPTH):
        if found.data.startswith(_GZIP):
            found = Document(packed.name, _gunzipped(found.data, packed.name))
        elif found.data.startswith(_ZIP) and (inner := _only_table(found.data, packed.name)) is not None:
            found = Document(packed.name, inner)
        else:
            _check_kind(found)
            return found
    raise TableError("tables.nested_archives", file=packed.name, limit=_DEPTH)


def _check_kind(found: Document) -> None:
    kind = other_kind(found.data)
    if kind is not None:
        raise TableError("tables.no_table_file", file=found.name, kind=kind)
    if not found.data or found.data.isspace():
        raise TableError("tables.empty", file=found.name)


def other_kind(data: bytes) -> str | None:
    """Return of which kind a file is that sellers mistake for a table, by its first bytes.

    >>> other_kind(b"%PDF-1.7"), other_kind(b"keyword")
    ('PDF', None)
    """
    return next((kind for pattern, kind in _KINDS if re.match(pattern, data[:300])), None)


def _gunzipped(data: bytes, file: str) -> bytes:
    unpacked = io.BytesIO()
    most = min(MAX_BYTES, unpacked_limit(len(data)))
    place = 0
    while data.startswith(_GZIP, place):  # several members one after another are one file
        unpacker = zlib.decompressobj(wbits=31)
        while not unpacker.eof:
            piece = data[place : place + _PIECE]
            try:
                unpacked.write(unpacker.decompress(piece))
            except zlib.error as error:
                raise TableError("tables.damaged_archive", file=file, problem=str(error)) from error
            if unpacked.tell() > most:
                raise _too_large(most, file)
            if not piece:
                raise TableError("tables.damaged_archive", file=file, problem="it ends too early")
            place += len(piece) - len(unpacker.unused_data)
    return unpacked.getvalue()


def _only_table(data: bytes, file: str) -> bytes | None:
    """Return the one table of a ZIP archive; None for a workbook, or a ZIP too broken to tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_package(archive.namelist(), file)
            if not _WORKBOOK_PARTS.isdisjoint(archive.namelist()):
                return None
            return _unzipped(archive, _chosen(archive, file), file)
    except DAMAGES:
        return None  # the reader of workbooks says what is damaged


def _check_package(names: list[str], file: str) -> None:
    if any(name.startswith("xl/") for name in names):
        return
    for start, kind in _OTHER_PACKAGES.items():
        if any(name.startswith(start) for name in names):
            raise TableError("tables.no_table_file", file=file, kind=kind)


def _chosen(archive: zipfile.ZipFile, file: str) -> zipfile.ZipInfo:
    parts = {_shown_name(part): part for part in archive.infolist() if not part.is_dir()}
    names = [name for name in parts if not _UNSEEN.search(name)]
    for suffixes in (_TABLES, _PERHAPS_TABLES):
        tables = [name for name in names if PurePosixPath(name).suffix.lower() in suffixes]
        if len(tables) == 1:
            return parts[tables[0]]
        if tables:
            raise TableError("tables.several_in_archive", file=file, count=len(tables), names=_few(tables))
    raise TableError("tables.none_in_archive", file=file, names=_few(names) or ["-"])


def _few(names: list[str]) -> list[str]:
    more = [f"… (+{len(names) - _SHOWN})"] if len(names) > _SHOWN else []
    return names[:_SHOWN] + more


def _shown_name(part: zipfile.ZipInfo) -> str:
    """Return a name in an archive; old Chinese programs write it in GBK, which is read as code page 437."""
    if part.flag_bits & 0x800:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def _unzipped(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> bytes:
    if part.flag_bits & 1:
        raise TableError("tables.locked_archive", file=file)
    try:
        with archive.open(part) as stream:
            most = min(MAX_BYTES, unpacked_limit(part.compress_size))
            data = stream.read(most + 1)
    except DAMAGES as error:
        problem = str(error) or type(error).__name__
        raise TableError("tables.damaged_archive", file=file, problem=problem) from error
    if len(data) > most:
        raise _too_large(most, file)
    return data


def _too_large(most: int, file: str) -> TableError:
    if most == MAX_BYTES:
        return TableError("tables.too_large", file=file, limit=MAX_BYTES // 2**20)
    return TableError("tables.unpacks_too_large", file=file, size=f"> {most // 2**20}", limit=most // 2**20)
