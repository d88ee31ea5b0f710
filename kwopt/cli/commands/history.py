"""`kwopt history`: what a store tells of keywords, tables and titles over time."""

import click

from kwopt.cli import options
from kwopt.cli.request import Request
from kwopt.cli.requested import requested
from kwopt.cli.spoken import SpokenCommand
from kwopt.cli.types import Day, Number


@click.command(cls=SpokenCommand)
@click.argument("words", metavar="[KEYWORD...]", nargs=-1)
@options.option("--store", metavar="FILE", required=True)
@options.option("--changes", is_flag=True)
@options.option("--between", nargs=2, type=Number(1, whole=True), metavar="TABLE TABLE")
@options.option("--threshold", type=Number(0), default=0.3, metavar="X")
@options.option("--titles", "all_titles", is_flag=True)
@options.option("--product", "--product-id", "of_product", metavar="ID")
@options.option("--used", metavar="TITLE")
@options.option("--on", "--as-of", "used_on", metavar="DATE", type=Day())
@options.option("-m", "--marketplace", "of_marketplace", metavar="NAME")
@options.output
@requested
def history(request: Request) -> None:
    """Show keywords over time, what changed, and which titles were composed and used."""
    # Imported here: pandas must not slow `kwopt --help` down.
    from kwopt.cli.delivery import check_target, deliver
    from kwopt.cli.recalling import recalled
    from kwopt.history import Store

    check_target(request)
    with Store(str(request.store), create=False) as store:
        answer = recalled(request, store)
    deliver(request, answer)
