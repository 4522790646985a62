"""Headers of what is read: checked again each time, since what is in force may change at any moment."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from wagtail_qms import conf


def page(
    request: HttpRequest,
    name: str,
    context: dict,
    *,
    is_private: bool = False,
    is_found: bool = True,
    status: int = 200,
) -> HttpResponse:
    """The public template ``name`` inside the host's own base template; 304 when the reader has it already.

    What is private, no longer in force (not ``is_found``) or an error is kept out of search engines.
    """
    context = {"base_template": conf.get("BASE_TEMPLATE"), **context}
    response = render(request, f"wagtail_qms/public/{name}.html", context, status=status)
    if is_private or not is_found or status != 200:
        response["X-Robots-Tag"] = "noindex"
    if status != 200:
        return with_headers(response, request, is_private=is_private)
    return checked(request, with_headers(response, request, is_private=is_private), etag_of(response.content))


def etag_of(content: bytes) -> str:
    """The ETag of what is sent."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def with_headers(response: HttpResponseBase, request: HttpRequest, *, is_private: bool) -> HttpResponseBase:
    """Asked for again at each visit; kept by no shared cache when it is not for everybody."""
    patch_vary_headers(response, ["Cookie"])
    is_private = is_private or getattr(getattr(request, "user", None), "is_authenticated", False)
    # Django's own cache middleware leaves alone what is private or has no age.
    patch_cache_control(response, no_cache=True, max_age=0, **({"private": True} if is_private else {}))
    return response


def checked(request: HttpRequest, response: HttpResponse, etag: str) -> HttpResponse:
    """``response`` with its ``etag``, or 304 when the reader has it."""
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
