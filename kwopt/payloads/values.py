"""Values as JSON holds them: NaN is null, NumPy scalars are Python's, dates are ISO text.

Floats keep all digits. A list of a million entries is `Records` or `Encoded`: it is made while it is written.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:  # the error document must not wait for pandas
    import pandas as pd

_ROWS_AT_ONCE = 20_000  # of a frame that are mappings together

Document = dict[str, Any]


def plain(value: Any) -> Any:
    """Return `value` as JSON can hold it.

    >>> plain({"a": float("nan"), "b": np.int64(3), "c": (date(2026, 5, 1), np.array([0.5]))})
    {'a': None, 'b': 3, 'c': ['2026-05-01', [0.5]]}
    """
    if value is None or isinstance(value, (bool, int, Records, Encoded)):
        return value
    if isinstance(value, str):
        return str(value)  # not NumPy's kind, nor an enumeration's
    if _is_missing(value):
        return None
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    return str(value)


def _is_missing(value: Any) -> bool:
    # pandas' NA and NaT, told by name: importing pandas here would slow every error down.
    return type(value).__name__ in ("NAType", "NaTType")


@dataclass(frozen=True, eq=False)
class Records(Sequence[Document]):
    """The rows of a frame as plain mappings, made some thousand at a time when they are asked for.

    >>> import pandas as pd
    >>> list(Records(pd.DataFrame({"a": [1, 2]}), frame_records))
    [{'a': 1}, {'a': 2}]
    """

    frame: "pd.DataFrame"
    make: Callable[["pd.DataFrame"], list[Document]]

    def __len__(self) -> int:
        return len(self.frame)

    def __iter__(self) -> Iterator[Document]:
        for start in range(0, len(self.frame), _ROWS_AT_ONCE):
            yield from self.make(self.frame.iloc[start : start + _ROWS_AT_ONCE])

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return self.make(self.frame.iloc[place])
        return self.make(self.frame.iloc[[place]])[0]


@dataclass(frozen=True, eq=False)
class Encoded:
    r"""Entries of a document's list that are text already: so many, in parts as `record_lines` gives them.

    >>> from kwopt.payloads import json_parts
    >>> "".join(json_parts({"a": Encoded(2, lambda: iter(['1,\n2']))}))
    '{\n"a": [\n1,\n2\n]\n}\n'
    """

    count: int
    parts: Callable[[], Iterator[str]]

    def __len__(self) -> int:
        return self.count


def frame_records(frame: "pd.DataFrame") -> list[Document]:
    """Return the rows of a frame as mappings, missing values as None."""
    names = [str(name) for name in frame.columns]
    columns = [_column(frame.iloc[:, place]) for place in range(len(names))]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _column(values: "pd.Series") -> list[Any]:
    if values.dtype.kind == "f":
        numbers = values.to_numpy(dtype=np.float64)
        return [
            number if good else None
            for number, good in zip(numbers.tolist(), np.isfinite(numbers), strict=True)
        ]
    return [plain(value) for value in values.tolist()]
