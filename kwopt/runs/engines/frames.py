"""Messages between processes: whole byte strings over streams that know only bytes."""

import struct
from typing import IO

_LENGTH = struct.Struct("!Q")


def write_frame(stream: IO[bytes], *parts: bytes) -> None:
    r"""Write parts as one message and send it on its way.

    >>> from io import BytesIO
    >>> stream = BytesIO()
    >>> write_frame(stream, b"T", b"task")
    >>> stream.getvalue()
    b'\x00\x00\x00\x00\x00\x00\x00\x05Ttask'
    """
    stream.write(_LENGTH.pack(sum(map(len, parts))))
    for part in parts:
        stream.write(part)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes:
    r"""Return the next message; EOFError where the stream ends, also within a message.

    >>> from io import BytesIO
    >>> read_frame(BytesIO(b"\0\0\0\0\0\0\0\2ok"))
    b'ok'
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found
