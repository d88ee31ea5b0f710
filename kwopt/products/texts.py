"""Files of products as text: UTF-8, with a sentence where one cannot be read. Not what they say."""

from pathlib import Path

from kwopt.errors import ProductError


def text_of_path(path: Path) -> str:
    """Return the text of a file.

    Raises
    ------
    ProductError
        If it is missing, cannot be read, or is not UTF-8.
    """
    try:
        return decoded(path.read_bytes(), str(path))
    except FileNotFoundError as error:
        raise ProductError("products.no_file", file=str(path)) from error
    except IsADirectoryError as error:
        raise ProductError("products.is_folder", file=str(path)) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        raise ProductError(
            "products.unreadable", file=str(path), problem=getattr(error, "strerror", None) or str(error)
        ) from error


def decoded(data: bytes | str, file: str) -> str:
    """Return what an open file gave as text, without a byte order mark.

    Raises
    ------
    ProductError
        If it is not UTF-8.

    >>> decoded("旗袍".encode("utf-8-sig"), "a.json")
    '旗袍'
    """
    if isinstance(data, str):
        return data
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProductError("products.not_utf8", file=file) from error
