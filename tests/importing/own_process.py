"""A site in processes of its own, which may be killed."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """The site below ``root``, driven from outside."""

    def __init__(self, root: Path):
        self.root = root
        paths = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
        own = {"DJANGO_SETTINGS_MODULE": "tests.importing.own_settings", "PYTHONPATH": paths}
        self.environment = {**os.environ, **own, "QMS_OWN_ROOT": str(root)}

    def copy_database(self):
        """Begin with the tables of the database of the tests, so that they need not be made again."""
        if connection.vendor != "sqlite":
            self.ask("migrate", "--verbosity", "0")
            return
        # By a connection of its own: that of the test is in the middle of a transaction.
        source, copy = connection.settings_dict["NAME"], self.root / "own.sqlite3"
        with closing(sqlite3.connect(source)) as tables, closing(sqlite3.connect(copy)) as taken:
            tables.backup(taken)

    def ask(self, *words: str) -> str:
        """What a command of the site prints; it has to succeed."""
        command = [sys.executable, "-m", "django", *words]
        asked = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True)
        assert asked.returncode == 0, asked.stderr
        return asked.stdout

    def state(self) -> dict:
        """What is there, row by row and file by file."""
        return json.loads(self.do("tell"))

    def do(self, name: str) -> str:
        """What the function ``name`` of ``own_state`` prints."""
        return self.ask("shell", "--no-imports", "-c", f"from tests.importing import own_state; own_state.{name}()")

    def kill_importing(self, *words: str, after: int, moment: random.Random):
        """Begin ``qms_import``; kill it somewhere behind its ``after``-th document, without a chance to tidy up."""
        command = [sys.executable, "-m", "django", "qms_import", *words]
        running = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        told = []
        while sum(line.startswith("[") for line in told) < after:
            told.append(running.stderr.readline())
            assert told[-1], "".join(told)
        time.sleep(moment.uniform(0, 0.6))
        running.send_signal(signal.SIGKILL)
        running.wait()
        running.stderr.close()

    def rows(self, query: str) -> list[tuple]:
        """The answer of the database itself, while nobody else uses it."""
        with closing(sqlite3.connect(self.root / "own.sqlite3")) as reading:
            return reading.execute(query).fetchall()

    def files(self, folder: str) -> set[str]:
        """The files below a folder of the site."""
        below = self.root / folder
        return {str(path.relative_to(below)) for path in below.rglob("*") if path.is_file()}
