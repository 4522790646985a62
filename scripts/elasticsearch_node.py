"""A real Elasticsearch of one node for tests: started on free ports of the loopback, stopped, wiped, and gone again.

    with Node(secure=True) as node:
        ...  # node.environment() is what a client needs

Python's standard library only. Ends only processes that it started.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts import elasticsearch_installation as installation

START_SECONDS = 120
STOP_SECONDS = 30
HEAP = "512m"
# Java's last optimisations double the time of a start and pay off after minutes.
QUICK_START = " -XX:TieredStopAtLevel=1"

SETTINGS = """\
cluster.name: wagtail-qms-tests
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
discovery.type: single-node
cluster.routing.allocation.disk.threshold_enabled: false
"""
OPEN = "xpack.security.enabled: false\n"

# What a site's key has to be allowed, and no more: docs/elasticsearch.md.
ROLE = {
    "wagtail_qms": {
        "cluster": ["monitor", "manage_index_templates"],
        "indices": [{"names": ["wagtail-qms*"], "privileges": ["all"]}],
    }
}


class Node:
    """One server in a temporary folder. With ``secure``: TLS under a CA of its own, and an API key.

    ``is_lasting``: it starts slowly and is fast afterwards, for measuring.
    """

    def __init__(self, *, secure: bool = False, heap: str = HEAP, is_lasting: bool = False):
        self.secure = secure
        self.java = f"-Xms{heap} -Xmx{heap}" + ("" if is_lasting else QUICK_START)
        self.api_key = ""
        self.process: subprocess.Popen | None = None
        self.owner = installation.account()
        self.password = secrets.token_urlsafe(16)
        self.port, self.transport_port = free_ports(2)
        self.folder = Path(tempfile.mkdtemp(prefix="wagtail-qms-elasticsearch-"))
        try:
            self.home = installation.unpack(self.folder)
            self.configure()
        except BaseException:
            shutil.rmtree(self.folder)
            raise

    def __enter__(self) -> Node:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_exception):
        self.close()

    @property
    def url(self) -> str:
        """The address that clients speak to."""
        return f"{'https' if self.secure else 'http'}://127.0.0.1:{self.port}"

    @property
    def ca(self) -> Path | None:
        """The file of the CA that signed the server's certificate."""
        return self.home / "config" / "certs" / "http_ca.crt" if self.secure else None

    def environment(self) -> dict[str, str]:
        """How a command is told of this server."""
        told = {"QMS_ELASTICSEARCH_URL": self.url}
        if self.secure:
            told |= {"QMS_ELASTICSEARCH_CA": str(self.ca), "QMS_ELASTICSEARCH_API_KEY": self.api_key}
        return told

    def configure(self) -> None:
        """Write the settings; with security on, also the password of the superuser who makes the key."""
        settings = SETTINGS.format(http=self.port, transport=self.transport_port)
        config = self.home / "config" / "elasticsearch.yml"
        config.write_text(settings if self.secure else settings + OPEN, encoding="utf-8")
        if self.secure:
            installation.add_email_analysis(self.home)
        installation.give(self.folder, self.owner)
        if self.secure:
            self.tool("elasticsearch-keystore", "create")
            self.tool("elasticsearch-keystore", "add", "-x", "bootstrap.password", given=self.password)

    def tool(self, program: str, *arguments: str, given: str = "") -> None:
        """Run one of the server's own tools as its user."""
        installation.run(
            [str(self.home / "bin" / program), *arguments], installation.TOOL_SECONDS, input=given, **self.manner()
        )

    def manner(self) -> dict:
        """As whom, where and with which environment the server's programs run."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        # Without HOSTNAME and HOME they ask the account, which has neither.
        environment = kept | {"ES_JAVA_HOME": str(installation.java_home()), "HOME": str(self.home)}
        environment["ES_JAVA_OPTS"] = self.java
        who = {"user": self.owner[0], "group": self.owner[1], "extra_groups": []} if self.owner else {}
        return {"env": environment, "cwd": self.home, **who}

    def start(self, seconds: float = START_SECONDS) -> None:
        """Start the server and wait until it answers, at most ``seconds``."""
        with (self.folder / "log").open("ab") as log:
            # A session of its own: an interrupt at the terminal reaches who runs this, not the server.
            self.process = subprocess.Popen(
                [str(self.home / "bin" / "elasticsearch")],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self.manner(),
            )
        self.wait(seconds)
        if self.secure:
            self.make_api_key(seconds)

    def wait(self, seconds: float) -> None:
        """Until the cluster is healthy. UnobtainableError with the end of the log when it does not get so far."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if self.ask("GET", "/_cluster/health?wait_for_status=yellow&timeout=2s")["status"] != "red":
                    return
            except (OSError, ValueError):
                time.sleep(0.2)
        log = (self.folder / "log").read_text(encoding="utf-8", errors="replace")[-3000:]
        self.crash()
        raise installation.UnobtainableError(f"Elasticsearch did not start:\n{log}")

    def make_api_key(self, seconds: float) -> None:
        """A key that may do what ROLE says; the security index takes a moment to appear."""
        until = time.monotonic() + seconds
        while True:
            try:
                made = self.ask("POST", "/_security/api_key", {"name": "wagtail-qms", "role_descriptors": ROLE})
            except (OSError, ValueError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                self.api_key = made["encoded"]
                return

    def ask(self, method: str, path: str, body: dict | None = None) -> dict:
        """The server's answer, asked as its superuser."""
        request = urllib.request.Request(self.url + path, method=method)
        request.add_header("Content-Type", "application/json")
        request.data = None if body is None else json.dumps(body).encode()
        context = None
        if self.secure:
            token = base64.b64encode(f"elastic:{self.password}".encode()).decode()
            request.add_header("Authorization", f"Basic {token}")
            context = ssl.create_default_context(cafile=str(self.ca))
        with urllib.request.urlopen(request, timeout=10, context=context) as answer:
            return json.load(answer)

    def stop(self) -> None:
        """End the server as an administrator does."""
        if self.process is None:
            return
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        self.crash()

    def crash(self) -> None:
        """End the server as a power cut does."""
        if self.process is None:
            return
        self.signal(signal.SIGKILL)
        self.process.wait(STOP_SECONDS)
        self.process = None

    def freeze(self) -> None:
        """The server takes connections and answers nothing, until ``thaw``."""
        self.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.signal(signal.SIGCONT)

    def signal(self, number: int) -> None:
        """Send a signal to the processes of the server's own group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def wipe(self) -> None:
        """Lose all that was indexed. The server must be stopped."""
        if self.process is not None:
            raise RuntimeError("Stop the server before its data are taken away.")
        shutil.rmtree(self.home / "data")

    def close(self) -> None:
        """End the server and leave nothing of it."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def free_ports(count: int) -> list[int]:
    """Ports of the loopback that nobody uses now, all different."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
