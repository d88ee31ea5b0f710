"""Memory of processes, each page counted once (proportional set size). No command of its own; Linux only."""

from collections.abc import Iterator
from pathlib import Path


def below(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text(encoding="ascii").split()
        except OSError:  # it ended meanwhile
            continue
        for child in children:
            yield from below(int(child))


def proportional_set_size(pid: int) -> float:
    """Return the memory of a process in MB, shared pages in parts; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
