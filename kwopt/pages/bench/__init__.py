"""The bench: one visitor's table, product and results in a worker process, asked by named orders.

A page that must answer at once does no long work itself: it sends orders, `(name, params)`, to a worker and
gets plain documents back. Nothing here knows of a browser.
"""

from kwopt.pages.bench.orders import ORDERS, PRELOAD, perform
from kwopt.pages.bench.state import Bench

__all__ = ["ORDERS", "PRELOAD", "Bench", "perform"]
