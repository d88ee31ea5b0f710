"""The panel of the product: a form that applies itself, files in and out, open questions."""

from kwopt.pages.web.panel_product.panel import build

__all__ = ["build"]
