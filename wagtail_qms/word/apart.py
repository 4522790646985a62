"""Reads a file that anyone may have made in a process of its own, whose time and memory end with it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

#: Seconds after its own limit until a process that does not stop by itself is killed.
_GRACE = 5


def answer_of(module: str, *arguments: str, content: bytes, seconds: int, megabytes: int) -> bytes | None:
    """What ``python -m module arguments... seconds megabytes`` answers to ``content``; None when it took too much."""
    command = [sys.executable, "-m", module, *arguments, str(seconds), str(megabytes)]
    # No secret of the site is in reach of what is read: the process gets a search path and nothing else.
    environment = {"PYTHONPATH": os.pathsep.join(os.path.abspath(path) for path in sys.path)}
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds + _GRACE, env=environment)
    except subprocess.TimeoutExpired:
        return None
    return None if done.returncode else done.stdout


def bound(seconds: int, megabytes: int) -> None:
    """In the process itself: end it after so many seconds of work, or beyond so many megabytes of addresses."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
