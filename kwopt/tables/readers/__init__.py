"""From bytes to a raw table: delimited text, workbooks, mark-up, JSON, columns that are typed already."""
