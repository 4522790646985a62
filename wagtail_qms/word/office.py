"""Old Word files (.doc) through LibreOffice, when it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ..problems import gettext_noop as _
from .errors import CannotRead

#: Seconds that a conversion may take; LibreOffice needs several to start.
TIMEOUT = 60
_PROGRAMS = ("soffice", "libreoffice", "lowriter")
_NONE = _(
    "This is an old Word file (.doc). Reading it needs LibreOffice, which is not installed here: "
    "open it in Word and save it as .docx."
)
_FAILED = _("LibreOffice could not convert this old Word file. Open it in Word and save it as .docx.")
_SLOW = _("LibreOffice did not finish converting this old Word file. Open it in Word and save it as .docx.")


def to_docx(content: bytes) -> bytes:
    """An old Word file as .docx.

    Raises CannotRead without LibreOffice, when it fails, or after ``TIMEOUT`` seconds.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise CannotRead("no_office", _NONE)
    with tempfile.TemporaryDirectory(prefix="qms-word-") as scratch:
        source = Path(scratch, "source.doc")
        source.write_bytes(content)
        _run(program, scratch, source)
        result = Path(scratch, "out", "source.docx")
        if not result.is_file():
            raise CannotRead("not_converted", _FAILED)
        return result.read_bytes()


def _run(program: str, scratch: str, source: Path) -> None:
    # A profile of its own: a running office would take the work over, or a lock would stop it.
    command = [
        program,
        f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx",
        "--outdir",
        str(Path(scratch, "out")),
        str(source),
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as error:
        # The program starts others; all of them end with their group.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise CannotRead("slow_office", _SLOW) from error
