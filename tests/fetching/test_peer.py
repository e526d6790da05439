"""What is noted of a peer over TLS."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from annotations.fetching.peer import peer_of


def certificate(folder: Path) -> tuple[Path, bytes]:
    """A file with a key and a certificate for localhost, and the certificate alone (DER)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Harbour office")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    whole = folder / "peer.pem"
    whole.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return whole, made.public_bytes(serialization.Encoding.DER)


def test_a_certificate_is_noted(tmp_path: Path) -> None:
    pem, der = certificate(tmp_path)
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(pem)

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async def ask() -> dict:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=ours)
        port = server.sockets[0].getsockname()[1]
        theirs = ssl.create_default_context(cafile=str(pem))
        _reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=theirs, server_hostname="localhost")
        peer = peer_of(writer.transport)
        writer.close()
        server.close()
        return peer

    peer = asyncio.run(ask())
    assert peer["address"] == "127.0.0.1"
    assert peer["tls"]["sha256"] == hashlib.sha256(der).hexdigest()
    assert peer["tls"]["names"] == ["localhost"]
    assert peer["tls"]["issuer"] == "commonName=Harbour office"
    assert peer["tls"]["version"].startswith("TLSv1")
