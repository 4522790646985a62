"""The rendering process as the site sees it: bounded in memory and time, used again while it is well.

It gets no environment but a search path, so no secret of the site is in reach of what it reads.
"""

from __future__ import annotations

import atexit
import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict

from .failures import RenderFailed
from .messages import DONE, JOB, read, write
from .pages import Paper

#: Memory that a library does not give back ends with the process.
JOBS_A_PROCESS = 50
#: Seconds after its own limit until a process that does not stop by itself is killed.
GRACE = 5


class Worker:
    """One rendering process behind a lock; started when needed, replaced after a failure or enough jobs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._limits = (0,)
        self._jobs = 0

    def render(self, page: Paper, files: Mapping[str, bytes], *, seconds: int, megabytes: int) -> bytes:
        """The PDF. RenderFailed when the renderer complains, or takes more than ``seconds`` or ``megabytes``.

        Also when others keep it busy for ``seconds``: whoever waits for a page must not wait for ever.
        """
        job = _packed(page, files, seconds)
        if not self._lock.acquire(timeout=seconds):
            raise RenderFailed("Other papers are being made")
        try:
            return self._taken(*self._answer(job, seconds, megabytes))
        finally:
            self._lock.release()

    def _answer(self, job: bytes, seconds: int, megabytes: int) -> tuple[bytes, bytes]:
        try:
            process = self._ready(megabytes)
        except OSError as error:
            raise RenderFailed("No rendering process can be started") from error
        killer = threading.Timer(seconds + GRACE, process.kill)
        killer.start()
        try:
            return _asked(process, job)
        except (OSError, EOFError) as error:
            self.stop()
            raise RenderFailed("The rendering process ended: too much time or memory") from error
        finally:
            killer.cancel()

    @property
    def pid(self) -> int | None:
        """The number of the process, None while there is none."""
        return self._process.pid if self._process else None

    def stop(self) -> None:
        """Ends the process, if there is one; the next job starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.stdin.close()
            process.stdout.close()
            process.wait()

    def after_fork(self) -> None:
        """In a forked child: forget the parent's process, without ending it, and its lock."""
        self.__init__()

    def _taken(self, kind: bytes, answer: bytes) -> bytes:
        self._jobs += 1
        if kind != DONE or self._jobs >= JOBS_A_PROCESS:
            self.stop()
        if kind != DONE:
            raise RenderFailed(answer.decode("utf-8", "replace"))
        return answer

    def _ready(self, megabytes: int) -> subprocess.Popen:
        if self._process is None or self._process.poll() is not None or self._limits != (megabytes,):
            self.stop()
            self._process, self._limits, self._jobs = _started(megabytes), (megabytes,), 0
        return self._process


def _started(megabytes: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "wagtail_qms.pdf.worker", str(megabytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(os.path.abspath(path) for path in sys.path)},
    )


def _packed(page: Paper, files: Mapping[str, bytes], seconds: int) -> bytes:
    encoded = {digest: base64.b64encode(data).decode() for digest, data in files.items()}
    return json.dumps({**asdict(page), "files": encoded, "seconds": seconds}).encode()


def _asked(process: subprocess.Popen, job: bytes) -> tuple[bytes, bytes]:
    write(process.stdin, JOB, job)
    return read(process.stdout)


WORKER = Worker()
atexit.register(WORKER.stop)
os.register_at_fork(after_in_child=WORKER.after_fork)
