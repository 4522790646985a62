"""Where a real Elasticsearch for tests comes from: Maven's artifact, unpacked for an ordinary user."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import zipfile
from pathlib import Path

VERSION = "8.19.3"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
UNPACK = "org.apache.maven.plugins:maven-dependency-plugin:3.6.0:unpack"
# Elasticsearch refuses root.
ACCOUNT = "qms-elasticsearch"
MAVEN_SECONDS = 600
TOOL_SECONDS = 120

EMAIL_ANALYSIS = Path(__file__).with_name("EmailAnalysis.java")
DESCRIPTOR = f"""\
description=What the security index needs to analyse e-mail addresses
name=email-analysis
version=1
classname=EmailAnalysis
java.version=17
elasticsearch.version={VERSION}
"""


class UnobtainableError(Exception):
    """Elasticsearch cannot be had on this machine; says why."""


def java_home() -> Path:
    """The folder of a Java for Elasticsearch. UnobtainableError when there is none."""
    for name in ("ES_JAVA_HOME", "JAVA_HOME"):
        if os.environ.get(name):
            return Path(os.environ[name])
    java = shutil.which("java")
    if java is None:
        raise UnobtainableError("Elasticsearch needs Java 17 or later, and no java is in PATH.")
    return Path(java).resolve().parents[1]


def account() -> tuple[int, int] | None:
    """User and group that the server runs as: None as whoever runs this, unless that is root."""
    if os.getuid() != 0:
        return None
    try:
        found = pwd.getpwnam(ACCOUNT)
    except KeyError:
        run(["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT], TOOL_SECONDS)
        found = pwd.getpwnam(ACCOUNT)
    return found.pw_uid, found.pw_gid


def run(command: list[str], seconds: int, **options) -> None:
    """Run ``command`` to its end. UnobtainableError when it is missing, fails or takes longer than ``seconds``."""
    try:
        done = subprocess.run(
            command, timeout=seconds, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnobtainableError(f"{command[0]}: {error}") from error
    if done.returncode:
        raise UnobtainableError(f"{command[0]} failed:\n{done.stdout[-2000:]}")


def unpack(folder: Path) -> Path:
    """Elasticsearch in ``folder``, from the local Maven repository or, once, from the network; returns its home."""
    if shutil.which("mvn") is None:
        raise UnobtainableError("Elasticsearch is fetched by Maven, and no mvn is in PATH.")
    java_home()
    run(
        ["mvn", "-q", "-B", UNPACK, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"], MAVEN_SECONDS, cwd=folder
    )
    home = folder / f"elasticsearch-{VERSION}"
    if not home.is_dir():
        raise UnobtainableError(f"{ARTIFACT} does not hold what it should.")
    return home


def add_email_analysis(home: Path) -> None:
    """Compile what the security index needs and this server lacks into its plugins. Needs a JDK's javac."""
    javac = java_home() / "bin" / "javac"
    if not javac.exists():
        raise UnobtainableError(f"With security on, Elasticsearch's test server needs a JDK: there is no {javac}.")
    plugin = home / "plugins" / "email-analysis"
    classes = home / "tmp" / "classes"
    plugin.mkdir(parents=True)
    classes.mkdir(parents=True)
    run([str(javac), "-cp", str(home / "lib" / "*"), "-d", str(classes), str(EMAIL_ANALYSIS)], TOOL_SECONDS)
    with zipfile.ZipFile(plugin / "email-analysis.jar", "w") as jar:
        for path in classes.iterdir():
            jar.write(path, path.name)
    (plugin / "plugin-descriptor.properties").write_text(DESCRIPTOR, encoding="utf-8")


def give(folder: Path, owner: tuple[int, int] | None) -> None:
    """Let ``owner`` have all of ``folder``."""
    if owner is None:
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, *owner)
