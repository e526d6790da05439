"""The address a request comes from, through our own reverse proxies only."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """REMOTE_ADDR, or the last untrusted address of X-Forwarded-For when a trusted proxy sent it."""
    current = request.META.get("REMOTE_ADDR", "") or "127.0.0.1"
    trusted = [ip_network(word) for word in settings.TRUSTED_PROXIES]
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    while hops and _is_in(current, trusted):
        current = hops.pop()
    try:
        return str(ip_address(current))
    except ValueError:
        return request.META.get("REMOTE_ADDR", "") or "127.0.0.1"


def _is_in(address: str, networks: list[Any]) -> bool:
    try:
        return any(ip_address(address) in network for network in networks)
    except ValueError:
        return False
