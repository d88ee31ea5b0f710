"""A Parquet file in pieces: some rows of its row groups each, every column of one kind in all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kwopt.tables.planning.plans import Plan
from kwopt.tables.raw import RawTable
from kwopt.tables.readers.lists import DAMAGES, frame_of, opened_parquet, read_frame
from kwopt.tables.records import Record
from kwopt.tables.spooling.streams import WholeNeededError


@dataclass(frozen=True)
class ParquetPieces:
    """A Parquet file in pieces of `rows_at_once` rows.

    `gapped` are the columns of whole numbers of which some are missing, so that all of them are floats.
    """

    path: Path
    file: str
    plan: Plan
    column_map: Mapping[str, str] | None
    rows_at_once: int
    gapped: frozenset[int]
    opening: tuple[Record, ...] = ()
    closing: tuple[Record, ...] = ()

    @classmethod
    def of(
        cls, path: Path, *, file: str, column_map: Mapping[str, str] | None, rows_at_once: int
    ) -> "ParquetPieces":
        """Return the pieces of a file.

        Raises
        ------
        TableError
            If none of its columns means keywords.
        WholeNeededError
            If it is damaged.
        """
        try:
            with opened_parquet(str(path), file=file) as source:
                schema, gapped = source.schema_arrow, _gapped(source)
        except DAMAGES as error:
            raise WholeNeededError from error
        frame = schema.empty_table().to_pandas(ignore_metadata=True)
        plan = read_frame(frame, file=file, column_map=column_map).plan
        return cls(path, file, plan, column_map, rows_at_once, gapped)

    def tables(self, _texts: frozenset[int]) -> Iterator[RawTable]:
        """Yield its rows; the file itself says which columns are text."""
        above = 0
        try:
            with pq.ParquetFile(str(self.path)) as source:
                for batch in source.iter_batches(batch_size=self.rows_at_once):
                    frame = self._of_one_kind(frame_of(pa.Table.from_batches([batch])))
                    table = read_frame(frame, file=self.file, column_map=self.column_map)
                    yield replace(table, rows=table.rows + above)
                    above += len(frame)
        except DAMAGES as error:
            raise WholeNeededError from error

    def _of_one_kind(self, frame: pd.DataFrame) -> pd.DataFrame:
        for place in self.gapped:
            frame.isetitem(place, frame.iloc[:, place].to_numpy(dtype="float64"))
        return frame


def _gapped(source: pq.ParquetFile) -> frozenset[int]:
    schema = source.schema_arrow
    if source.metadata.num_columns != len(schema):  # nested columns: their leaves are counted apart
        raise WholeNeededError
    whole = (place for place, field in enumerate(schema) if pa.types.is_integer(field.type))
    return frozenset(place for place in whole if _has_gaps(source, place))


def _has_gaps(source: pq.ParquetFile, place: int) -> bool:
    """Return whether some value of a column is missing, by the statistics of its row groups."""
    groups = (source.metadata.row_group(group) for group in range(source.metadata.num_row_groups))
    for group in groups:
        statistics = group.column(place).statistics
        if statistics is None or not statistics.has_null_count:
            raise WholeNeededError
        if statistics.null_count:
            return True
    return False
