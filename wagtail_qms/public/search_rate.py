"""How often one address may ask for what is costly: a fixed window of a minute, counted in the cache."""

from __future__ import annotations

import ipaddress
import time

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from wagtail_qms import conf

_WINDOW = 60


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer 429 for an address that has asked too often in this minute, None for others."""
    allowed = conf.search("API_RATE")
    if not allowed:
        return None
    now = time.time()
    if _counted(address_of(request), int(now // _WINDOW)) <= allowed:
        return None
    response = JsonResponse(
        {"error": gettext("Too many questions in one minute. Please try again later.")}, status=429
    )
    response["Retry-After"] = str(max(1, round(_WINDOW - now % _WINDOW)))
    response["Cache-Control"] = "no-store"
    return response


def _counted(address: str, window: int) -> int:
    # The cache holds no address that could be read back.
    name = salted_hmac("wagtail_qms.search_rate", address, algorithm="sha256").hexdigest()[:32]
    key = f"wagtail_qms:asked:{window}:{name}"
    if cache.add(key, 1, 2 * _WINDOW):
        return 1
    try:
        return cache.incr(key)
    except ValueError:
        # The cache has dropped it in between.
        cache.set(key, 1, 2 * _WINDOW)
        return 1


def address_of(request: HttpRequest) -> str:
    """Who asks: the address of the connection, or what the site's own proxies say of it (setting ``PROXIES``).

    Of an IPv6 address the network counts: a single subscriber has as many as they like.
    """
    address = request.META.get("REMOTE_ADDR", "")
    proxies = conf.search("PROXIES")
    if proxies:
        # Each proxy writes behind what it was sent: what stands further to the front anybody can have made up.
        told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        address = told[-proxies] if len(told) >= proxies else address
    return _network(address)


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)
