"""ISO 9001 quality management for Vietnamese state agencies, inside Wagtail."""

__version__ = "0.1.0"
