"""A folder of Parquet files, as clusters write them, read as the one table that it is.

The files are put into one file, row group by row group, in the order of their names; so repeated keywords
are found, and rows counted, over all of them. Files whose names begin with a dot or an underscore say
something of the folder, and hold no rows.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kwopt.errors import TableError
from kwopt.files.places import refused_as_sentences
from kwopt.tables.readers.lists import DAMAGES, damage_said
from kwopt.tables.reading import Source

_NO_ROWS = (".", "_")


def with_folders_joined(sources: list[Source], into: Path) -> list[Source]:
    """Return sources with one file in the place of each folder, written below `into`.

    Raises
    ------
    TableError
        If a folder holds no Parquet files, or files that do not belong together.
    """
    found: list[Source] = []
    for number, source in enumerate(sources):
        if isinstance(source, Path) and source.is_dir():
            place = into / str(number)
            place.mkdir(parents=True, exist_ok=True)
            found.append(_joined(source, place / (source.resolve().name or "folder")))
        else:
            found.append(source)
    return found


def _joined(folder: Path, target: Path) -> Path:
    files = sorted(path for path in folder.glob("*.parquet") if not path.name.startswith(_NO_ROWS))
    if not files:
        raise TableError("lists.no_partitions", file=str(folder))
    schema = _schema(files)
    with refused_as_sentences(target), pq.ParquetWriter(target, schema) as writer:
        for rows in chain.from_iterable(_row_groups(path, schema) for path in files):
            writer.write_table(rows)
    return target


def _schema(files: list[Path]) -> pa.Schema:
    """Return the columns of all files: in the order in which they first come, as wide as any has them."""
    whole = pa.schema([])
    for path in files:
        try:
            schema = pq.read_schema(path).remove_metadata()
            whole = pa.unify_schemas([whole, schema], promote_options="permissive")
        except DAMAGES as error:
            raise TableError("lists.odd_partition", file=str(path), problem=damage_said(error)) from error
    return whole


def _row_groups(path: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    """Yield the row groups of a file, under the columns of all files."""
    empty = schema.empty_table()
    try:
        with pq.ParquetFile(path) as source:
            for group in range(source.num_row_groups):
                rows = source.read_row_group(group).replace_schema_metadata()
                yield pa.concat_tables([empty, rows], promote_options="permissive").cast(schema)
    except DAMAGES as error:
        raise TableError("lists.odd_partition", file=str(path), problem=damage_said(error)) from error
