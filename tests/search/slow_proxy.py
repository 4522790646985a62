"""A proxy on the loopback that passes bytes on late, not at all, or cuts the line: a network as it is on a bad day."""

from __future__ import annotations

import contextlib
import socket
import threading
import time

PIECE = 65536
POLL_SECONDS = 0.05


class SlowProxy:
    """Between a client and the server at ``port``. ``delay`` is in seconds, for each piece that the server answers.

    ``is_mute``: answers are kept back, ``is_deaf``: requests are, until it is not so any more. ``cut()`` drops every
    line, new ones too, until ``mend()``.
    """

    def __init__(self, port: int):
        self.target = ("127.0.0.1", port)
        self.delay = 0.0
        self.is_mute = False
        self.is_deaf = False
        self.is_cut = False
        self.lines: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> SlowProxy:
        return self

    def __exit__(self, *_exception):
        self.cut()
        self.listener.close()

    def accept(self) -> None:
        """One pair of threads for each line that a client opens."""
        while True:
            try:
                client, _address = self.listener.accept()
                server = socket.create_connection(self.target)
            except OSError:
                # The server is away, or the listener is closed: the client sees what it would see without a proxy.
                if self.listener.fileno() == -1:
                    return
                client.close()
                continue
            self.lines += [client, server]
            threading.Thread(target=self.carry, args=(client, server, False), daemon=True).start()
            threading.Thread(target=self.carry, args=(server, client, True), daemon=True).start()
            if self.is_cut:
                self.cut()

    def carry(self, source: socket.socket, sink: socket.socket, is_answer: bool) -> None:
        """Pass on what ``source`` sends until either end closes."""
        with contextlib.suppress(OSError), source, sink:
            while piece := source.recv(PIECE):
                if is_answer:
                    time.sleep(self.delay)
                while self.is_mute if is_answer else self.is_deaf:
                    time.sleep(POLL_SECONDS)
                sink.sendall(piece)

    def cut(self) -> None:
        """Drop every line in the middle of whatever it carries."""
        self.is_cut = True
        for line in self.lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self.lines.clear()

    def mend(self) -> None:
        """The network as it should be."""
        self.is_cut, self.is_mute, self.is_deaf, self.delay = False, False, False, 0.0
