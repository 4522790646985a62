"""What LibreOffice converts when it is installed: old Word files (.doc), and more for those who ask."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ..problems import gettext_noop as _
from .errors import CannotRead
from .old_word import check_old_word
from .package import is_rich_text

#: Seconds that a conversion may take; LibreOffice needs several to start.
TIMEOUT = 30
_PROGRAMS = ("soffice", "libreoffice", "lowriter")
_NONE = _(
    "This is an old Word file (.doc). Reading it needs LibreOffice, which is not installed here: "
    "open it in Word and save it as .docx."
)
_FAILED = _("LibreOffice could not convert this old Word file. Open it in Word and save it as .docx.")
_SLOW = _("LibreOffice did not finish converting this old Word file. Open it in Word and save it as .docx.")


def to_docx(content: bytes) -> bytes:
    """An old Word file as .docx.

    Raises CannotRead without LibreOffice, for what is no Word file, when it fails, or after ``TIMEOUT`` seconds.
    """
    if not is_installed():
        raise CannotRead("no_office", _NONE)
    rich = is_rich_text(content)
    if not rich:
        check_old_word(content)
    made = converted(content, "rtf" if rich else "doc", "docx")
    if "source.docx" not in made:
        raise CannotRead("not_converted", _FAILED)
    return made["source.docx"]


def is_installed() -> bool:
    """Whether there is a LibreOffice that converts."""
    return _program() is not None


def converted(content: bytes, ending: str, form: str) -> dict[str, bytes]:
    """A file of this ending in another form of LibreOffice's: what it makes, by name ("source.docx").

    Raises CannotRead without LibreOffice and after ``TIMEOUT`` seconds.
    """
    program = _program()
    if program is None:
        raise CannotRead("no_office", _NONE)
    with tempfile.TemporaryDirectory(prefix="qms-word-") as scratch:
        source = Path(scratch, f"source.{ending}")
        source.write_bytes(content)
        _run(program, scratch, source, form)
        out = Path(scratch, "out")
        return {path.name: path.read_bytes() for path in sorted(out.iterdir())} if out.is_dir() else {}


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def _run(program: str, scratch: str, source: Path, form: str) -> None:
    # A profile of its own: a running office would take the work over, or a lock would stop it.
    command = [
        program,
        f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        form,
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
