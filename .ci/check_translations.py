"""Fails unless locale/vi says everything that the sources say, nothing else, and the compiled file is in step.

Run from the project's root: ``python .ci/check_translations.py``. Needs gettext's programs.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

PACKAGE = Path("wagtail_qms")
CATALOGUES = PACKAGE / "locale" / "vi" / "LC_MESSAGES"


def key(entry):
    """What tells one entry from another."""
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def live(catalogue):
    """The entries in use, by key."""
    return {key(entry): entry for entry in catalogue if not entry.obsolete}


def collected(domain: str) -> polib.POFile:
    """What makemessages finds in the sources today, in a copy so that the tree stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / PACKAGE.name
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        command = [sys.executable, "-m", "django", "makemessages", "--locale", "vi", "--domain", domain]
        subprocess.run(command, cwd=copy, check=True, stdout=subprocess.DEVNULL)
        return polib.pofile(str(copy / "locale" / "vi" / "LC_MESSAGES" / f"{domain}.po"))


def untranslated(entries):
    """Entries without their Vietnamese, or with one that gettext only guessed."""
    for entry in entries.values():
        if entry.fuzzy:
            yield f"fuzzy: {entry.msgid!r}"
        elif not entry.translated():
            yield f"not translated: {entry.msgid!r}"


def out_of_step(path: Path, entries):
    """Differences between the .po and its .mo."""
    if not path.exists():
        yield f"{path} is missing: run msgfmt"
        return
    compiled = {key(entry): (entry.msgstr, entry.msgstr_plural) for entry in polib.mofile(str(path))}
    written = {name: (entry.msgstr, entry.msgstr_plural) for name, entry in entries.items()}
    for name in sorted(compiled.keys() ^ written.keys()):
        yield f"only in one of {path.name} and its .po: {name[1]!r}"
    for name in sorted(compiled.keys() & written.keys()):
        if compiled[name] != written[name]:
            yield f"{path.name} is older than its .po: {name[1]!r}"


def faults(domain: str):
    """Everything that is wrong with one domain's catalogue."""
    path = CATALOGUES / f"{domain}.po"
    entries = live(polib.pofile(str(path)))
    found = live(collected(domain))
    yield from (f"not in {path.name}: {name[1]!r}" for name in sorted(found.keys() - entries.keys()))
    yield from (f"no longer in the sources: {name[1]!r}" for name in sorted(entries.keys() - found.keys()))
    yield from untranslated(entries)
    yield from out_of_step(path.with_suffix(".mo"), entries)


def main() -> int:
    """Print each fault; 1 when there is any."""
    domains = sorted(path.stem for path in CATALOGUES.glob("*.po"))
    if not domains:
        print(f"No catalogue in {CATALOGUES}")
        return 1
    wrong = [fault for domain in domains for fault in faults(domain)]
    for fault in wrong:
        print(fault)
    print(f"translations: {len(wrong)} faults in {', '.join(domains)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
