"""What `kwopt serve` may be told. Owns no behaviour."""

from dataclasses import dataclass

from kwopt.locales import Lang

DEFAULT_HOST = "127.0.0.1"
LOOPBACK_NAMES = ("127.0.0.1", "::1", "localhost")
"""Addresses that only this computer reaches."""

MEGABYTE = 2**20  # bytes

DEFAULT_PORT = 8477  # no service of the IANA registry has it
DEFAULT_UPLOAD_MB = 200  # the largest export seen has 50 MB; the reader itself refuses more than it can hold


@dataclass(frozen=True, kw_only=True)
class ServeOptions:
    """How the page is served.

    Parameters
    ----------
    host
        Address to listen at.
    port
        Port to listen at; None: the usual one, or the next that is free.
    open
        Whether to open the page in a browser.
    max_upload
        Bytes that an uploaded file may have.
    lang
        Language in which the page begins; None: the browser's.
    """

    host: str = DEFAULT_HOST
    port: int | None = None
    open: bool = False
    max_upload: int = DEFAULT_UPLOAD_MB * MEGABYTE
    lang: Lang | None = None
