"""Ends of names of files that a page offers to choose and takes. Readers go by content, not by these."""

TABLE_SUFFIXES = (
    ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet", ".json", ".jsonl",
    ".html", ".htm", ".gz", ".zip",
)  # fmt: skip
"""Files that `kwopt.read_keywords` reads."""

PRODUCT_SUFFIXES = (".toml", ".json", ".yaml", ".yml", ".csv", ".tsv", ".xlsx", ".xls", ".jsonl", ".parquet")
"""Product files and catalogs."""
