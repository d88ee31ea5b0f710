"""Whether bytes are UTF-8: of a line, or of a file of a gigabyte, without building their text."""

import numpy as np
import pyarrow as pa


def is_utf8(data: bytes) -> bool:
    r"""Return whether all bytes are UTF-8, as strictly as Python decodes it.

    >>> is_utf8("旗袍".encode()), is_utf8("旗袍".encode("gbk")), is_utf8(b"\xed\xa0\x80")
    (True, False, False)
    """
    ends = pa.py_buffer(np.array([0, len(data)], dtype=np.int64))
    try:
        pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(data)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True
