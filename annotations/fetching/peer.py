"""Who answered: the address that was connected to and, over TLS, the certificate it showed."""

from __future__ import annotations

import hashlib
from typing import Any

import aiohttp
from aiohttp.connector import Connection


def noting(peers: list[dict[str, Any]]) -> type[aiohttp.ClientRequest]:
    """A class of requests that add the peer of each to `peers` as it is sent."""

    class Request(aiohttp.ClientRequest):
        async def send(self, conn: Connection) -> aiohttp.ClientResponse:
            peers.append(peer_of(conn.transport))
            return await super().send(conn)

    return Request


def peer_of(transport: Any) -> dict[str, Any]:
    """`{address, port}`, and under TLS `tls`: version, cipher, issuer, names, until, sha256 of the certificate."""
    address = transport.get_extra_info("peername") or ("", 0)
    peer: dict[str, Any] = {"address": address[0], "port": address[1]}
    tls = transport.get_extra_info("ssl_object")
    if tls is not None:
        certificate = tls.getpeercert() or {}
        whole = tls.getpeercert(binary_form=True) or b""
        peer["tls"] = {
            "version": tls.version(),
            "cipher": (tls.cipher() or ("",))[0],
            "issuer": _name(certificate.get("issuer", ())),
            "names": [value[:253] for _kind, value in certificate.get("subjectAltName", ())][:20],
            "until": certificate.get("notAfter", ""),
            "sha256": hashlib.sha256(whole).hexdigest(),
        }
    return peer


def _name(parts: Any) -> str:
    return ", ".join(f"{key}={value}" for part in parts for key, value in part)[:300]
