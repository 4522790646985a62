"""How the site and its rendering process talk: a letter, a length, that many bytes."""

from __future__ import annotations

import struct
from typing import BinaryIO

JOB, DONE, FAILED = b"J", b"D", b"F"
_LENGTH = struct.Struct(">cQ")


def write(stream: BinaryIO, kind: bytes, data: bytes) -> None:
    """Sends one message."""
    stream.write(_LENGTH.pack(kind, len(data)))
    stream.write(data)
    stream.flush()


def read(stream: BinaryIO) -> tuple[bytes, bytes]:
    """The next message: its letter and its bytes. EOFError when the other end is gone."""
    kind, length = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return kind, _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("The other end is gone")
    return data
