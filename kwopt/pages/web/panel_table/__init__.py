"""The panel of the keyword table: drop files, see what was understood of them, correct it."""

from kwopt.pages.web.panel_table.panel import build

__all__ = ["build"]
