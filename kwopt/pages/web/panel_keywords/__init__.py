"""The panel of keywords: the ranked table that sorts, filters, explains each row and is downloaded."""

from kwopt.pages.web.panel_keywords.panel import build

__all__ = ["build"]
