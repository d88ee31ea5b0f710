"""The panel of pictures: each figure with its heading, how to read it, and the same facts as text."""

from kwopt.pages.web.panel_pictures.panel import build

__all__ = ["build"]
