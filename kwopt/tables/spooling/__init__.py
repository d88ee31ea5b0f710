"""Long files read block by block into blocks of keywords on disk, in bounded memory."""

from kwopt.tables.spooling.blocks import ROWS_AT_ONCE, read_block
from kwopt.tables.spooling.spool import SpooledKeywords, spool_keywords

__all__ = ["ROWS_AT_ONCE", "SpooledKeywords", "read_block", "spool_keywords"]
