"""Tables: the bytes of any export in, canonical columns out; and tables written as files.

Knows nothing of products, scores or titles.
"""

from kwopt.tables.reading import read_keywords
from kwopt.tables.table import KeywordTable
from kwopt.tables.writing.write import write_table

__all__ = ["KeywordTable", "read_keywords", "write_table"]
