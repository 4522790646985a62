"""Prints the port for the sandbox: the one it had last time when that is free, else 8000 or any other.

The address stands on printed documents (the QR code), so it should not change from one start to the next.
"""

import socket
import sys
from pathlib import Path


def is_free(port: int) -> bool:
    """Whether this machine lets us listen on ``port``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def any_port() -> int:
    """A port that the system says is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def choose(memory: Path) -> int:
    """The remembered port, 8000, or any; remembered for next time."""
    remembered = [int(memory.read_text())] if memory.exists() else []
    port = next((port for port in [*remembered, 8000] if is_free(port)), None) or any_port()
    memory.write_text(str(port))
    return port


if __name__ == "__main__":
    sys.stdout.write(f"{choose(Path(sys.argv[1]))}\n")
