"""What workers of the page's tests do in place of the bench: they can load only what stands in a module."""

import os
from pathlib import Path
from threading import Event
from typing import Any

from kwopt.errors import TableError, TitleError
from kwopt.pages.web.visiting.benches import Seat


def desk(seat: Seat, order: tuple[str, dict[str, Any]]) -> Any:
    """Answer with the orders so far, the process, or trouble, as the order's name asks."""
    name, params = order
    if name == "wait":
        Path(params["began"]).touch()
        Event().wait()
    if name == "die":
        with Path(params["died"]).open("a", encoding="utf-8") as deaths:
            deaths.write("x")
        os._exit(1)
    if name == "refuse":
        raise TableError("tables.empty", file=params["file"])
    if name == "unscored":
        raise TitleError("bench.no_product")
    if name == "pid":
        return os.getpid()
    seat.bench = [*(seat.bench or []), name]
    effort = params.get("effort")
    return {"orders": seat.bench, "params": params, "effort": effort, "titles": [{"proven": False}]}
