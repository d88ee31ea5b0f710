"""What became of a catalog: a document on stdout if it is asked for, and a summary on stderr."""

import sys
from collections.abc import Mapping
from typing import Any

import click

from kwopt.cli.batches import BatchJob
from kwopt.cli.delivery import print_json, remark
from kwopt.cli.request import Request
from kwopt.cli.voice import Voice
from kwopt.messages import message
from kwopt.numerals import count, percent
from kwopt.shop.batch import BatchResult, FailedProduct


def report_batch(request: Request, job: BatchJob, result: BatchResult) -> None:
    """Print the document under `--format json`, else say on stderr what was done and what failed."""
    if request.format == "json":
        print_json(job.envelope.around(result.to_dict()))
        return
    remark(request.voice, [*job.notices, *result.notices])
    for line in summary_lines(request, result):
        click.echo(line, err=True)
    sys.stderr.flush()


def summary_lines(request: Request, result: BatchResult) -> list[str]:
    """Return the summary, failed products first, so that the result stands last."""
    voice = request.voice
    lines = [
        voice.say(
            "batch_failure",
            row=failure.row,
            product=failure.product_id,
            problem=_problem(failure, voice.lang),
        )
        for failure in result.failures
    ]
    if result.failed > len(lines):
        lines.append(voice.say("batch_more_failures", count=result.failed - len(lines)))
    if result.allocation:
        lines.append(_allocated(result.allocation, voice))
    if result.near_duplicates:
        lines.append(voice.say("batch_near", count=count(result.near_duplicates)))
    if result.untitled:
        lines.append(voice.say("batch_untitled", count=count(result.untitled)))
    counts = {"products": count(result.products), "done": count(result.done), "failed": count(result.failed)}
    lines.append(voice.say("batch_done", **counts, output=str(result.output)))
    if result.resumed:
        lines.append(voice.say("batch_resumed", count=count(result.resumed)))
    if result.failed:
        lines.append(voice.say("batch_again"))
    return lines


def _allocated(totals: Mapping[str, Any], voice: Voice) -> str:
    return voice.say(
        "batch_allocated", changed=count(totals["changed"]), products=count(totals["products"]),
        gain=percent(totals["gain"]), gap=percent(totals["gap"]),
        before=len(totals["near_duplicates_alone"]), after=len(totals["near_duplicates"]),
    )  # fmt: skip


def _problem(failure: FailedProduct, lang: str) -> str:
    """Return what went wrong, without the place, which the line names already."""
    error = failure.error
    where = {name: value for name, value in error.items() if name in ("file", "row", "column", "value")}
    return message(error["code"], {**where, **error["params"], "place": ""}, lang)
