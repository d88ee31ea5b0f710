"""The beginning of a worker that is an interpreter of its own and talks over its standard streams."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from kwopt.runs.engines.nursery import load
from kwopt.runs.engines.worker import serve


def main(preload: Sequence[str]) -> NoReturn:
    """Load modules and serve; what tasks print goes nowhere, since the streams carry messages."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    sys.stdin = sys.stdout = None
    load(preload)
    serve(requests, replies)
