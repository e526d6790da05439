"""A small authority of time stamps (RFC 3161) on loopback, with a certificate of its own making."""

from __future__ import annotations

import datetime
import hashlib
import http.server
import threading
from typing import Any

from asn1crypto import algos, cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


class Authority:
    """The server. `wrong` makes it answer wrongly: "digest", "nonce", "status", "nothing", "signature"."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        self.certificate = self._certificate()
        self.wrong = ""
        self.now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)

    def __enter__(self) -> Authority:
        authority = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = self.rfile.read(int(self.headers["Content-Length"]))
                body = b"" if authority.wrong == "nothing" else authority.answer(asked)
                self.send_response(500 if authority.wrong == "nothing" else 200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *args: Any) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/"

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def _certificate(self) -> x509.Certificate:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the tests")])
        now = datetime.datetime.now(datetime.UTC)
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self.key.public_key())
        made = made.serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        made = made.not_valid_after(now + datetime.timedelta(days=365)).add_extension(usage, critical=True)
        return made.sign(self.key, hashes.SHA256())

    def answer(self, asked: bytes) -> bytes:
        request = tsp.TimeStampReq.load(asked)
        imprint = request["message_imprint"].native
        if self.wrong == "digest":
            imprint["hashed_message"] = bytes(len(imprint["hashed_message"]))
        info = tsp.TSTInfo({
            "version": "v1", "policy": "1.2.3.4", "message_imprint": imprint, "serial_number": 1,
            "gen_time": self.now, "nonce": request["nonce"].native + (self.wrong == "nonce"),
        })  # fmt: skip
        status = "rejection" if self.wrong == "status" else "granted"
        return tsp.TimeStampResp({"status": {"status": status}, "time_stamp_token": self._token(info)}).dump()

    def _token(self, info: tsp.TSTInfo) -> cms.ContentInfo:
        own = asn1_x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))
        digest = hashlib.sha256(own.dump()).digest()
        attributes = cms.CMSAttributes([
            {"type": "content_type", "values": ["tst_info"]},
            {"type": "message_digest", "values": [hashlib.sha256(info.dump()).digest()]},
            {"type": "signing_certificate_v2", "values": [{"certs": [{"cert_hash": digest}]}]},
        ])  # fmt: skip
        signature = self.key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256())
        if self.wrong == "signature":
            signature = bytes(len(signature))
        signer = cms.SignerInfo({
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number", {"issuer": own.issuer, "serial_number": own.serial_number}
            ),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": signature,
        })  # fmt: skip
        signed = cms.SignedData({
            "version": "v3",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
            "encap_content_info": {"content_type": "tst_info", "content": info},
            "certificates": [own],
            "signer_infos": [signer],
        })  # fmt: skip
        return cms.ContentInfo({"content_type": "signed_data", "content": signed})
