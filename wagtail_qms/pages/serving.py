"""Serves documents and lists from the register: what a reader sees never comes from the live page."""

from __future__ import annotations

from django.http import Http404


def edition_number(path_components: list[str]) -> int | None:
    """The edition asked for by ".../lan-ban-hanh/02/", None when the path means something else."""
    if len(path_components) == 2 and path_components[0] == "lan-ban-hanh" and path_components[1].isdecimal():
        return int(path_components[1][:6])
    return None


def serve_document(request, page, number=None):
    raise Http404


def serve_draft(request, page):
    raise Http404


def serve_index(request, page):
    raise Http404


def sitemap_entries(page, request):
    return []
