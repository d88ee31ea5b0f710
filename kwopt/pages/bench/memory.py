"""How much memory one visit's worker may take: a file made to use it up ends in a sentence, not the computer.

Owns the limit alone; a worker that reaches it gets a MemoryError, or ends, and the page says so.
"""

import os

MOST_BYTES = 6 * 2**30
"""Address space of a worker: what it loads maps some 2 GB, and the largest exports take 3 GB more."""


def hold_memory() -> None:
    """Limit what this process, and those forked from it, may map; nothing where the system has no limit."""
    try:
        import resource  # POSIX alone
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = min([MOST_BYTES, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)])
    if os.uname().sysname == "Linux":  # macOS refuses what it does not enforce
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
