"""Where a page for people goes: an HTML file, written whole or not at all, or stdout; remarks on stderr."""

from collections.abc import Sequence

from kwopt.bids.economics.targets import roas_of_acos
from kwopt.cli.delivery import print_parts, printing, remark
from kwopt.cli.request import Request
from kwopt.files.atomic import write_text_atomically
from kwopt.files.places import check_file
from kwopt.models import Notice
from kwopt.pages.study import Earnings

_SUFFIXES = (".html", ".htm")
_STDOUT = "-"


def check_page(request: Request) -> None:
    """Refuse a file that could not be written, before any work is done.

    Raises
    ------
    TableError
        If its suffix is not that of a page, if it is an input, or if nothing can be written there.
    """
    if request.page != _STDOUT:
        check_file(request.page or "", _SUFFIXES, request.files)


def deliver_page(request: Request, text: str, notices: Sequence[Notice]) -> None:
    """Write a page where the request says, and say what the user should know."""
    if request.page is None or request.page == _STDOUT:
        remark(request.voice, notices)
        with printing():
            print_parts([text.encode("utf-8", "replace")])
        return
    write_text_atomically(request.page, text, protect=request.files)
    remark(request.voice, [*notices, Notice("cli.written", params={"file": request.page})])


def earnings_of(request: Request) -> Earnings:
    """Return what the request says of money."""
    target = request.target_roas
    if request.target_acos is not None:
        target = roas_of_acos(request.target_acos)
    return Earnings(
        profit_per_order=request.profit_per_order, max_loss_probability=request.max_loss_probability,
        target_roas=target, profit_kept=request.profit_kept,
    )  # fmt: skip
