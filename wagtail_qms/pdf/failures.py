"""What can go wrong on the way to paper."""

from __future__ import annotations


class RenderFailed(Exception):
    """No PDF came out: an error or a warning of the renderer, too much time or memory. The message says which."""
