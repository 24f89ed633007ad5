"""Other processes of this machine, and what this one takes of it."""

from __future__ import annotations

import os

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""Variables that hold the numerical libraries of a process to one thread, where they are set before it loads them."""


def hold_to_one_thread() -> None:
    """Let numerical libraries that are loaded from now on use one thread, unless the user has set how many.

    The products of a reader are small: threads that wait for each other's share of one take twice the time of one
    thread, and on a busy machine three times the processor.
    """
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")


def is_running(process: int) -> bool:
    """Whether a process of that number is there; True where that cannot be told."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
