"""Pages for a browser: some that need one, some that would do harm to one."""

from __future__ import annotations

import base64
import http.server
import threading
from typing import Any

TEXT = (
    "In the third quarter 1,204 ships called at the port. Mean waiting time was 27 hours, after 31 hours a year before. "
    "The harbour office publishes the next bulletin in spring, with the figures of the ferries."
)
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
HEAD = "<!doctype html><html lang=en><meta charset=utf-8><title>Harbour bulletin</title>"
#: {path: HTML}
PAGES = {
    "/plain": f"{HEAD}<body><h1>Harbour bulletin</h1><p>{TEXT}</p><img src=/dot.png alt=''>",
    "/scripts": HEAD
    + f"<body><div id=app></div><script>document.getElementById('app').innerHTML = '<h1>Bulletin</h1><p>{TEXT}</p>'"
    "</script>",
    "/late": HEAD + "<body><p id=app>Loading…</p><script>setTimeout(() => { app.textContent = "
    f"'{TEXT}' }}, 1500)</script>",
    "/lazy": HEAD + f"<body><p>{TEXT}</p><div style='height:3000px'></div><p id=late></p><script>"
    "new IntersectionObserver(seen => { if (seen[0].isIntersecting) late.textContent = 'Ferries: 81.'; }).observe(late)"
    "</script>",
    "/banner": HEAD + f"<body><p>{TEXT}</p><div id=b role=dialog style='position:fixed;bottom:0;background:#fff'>"
    "<p>We use cookies.</p><button onclick='b.remove()'>Accept all</button>"
    "<button onclick='b.remove();document.title=\"Refused\"'>Reject all</button></div>",
    "/windows": HEAD + f"<body><p>{TEXT}</p><script>for (let i = 0; i < 30; i++) open('/plain?' + i);"
    "alert('a'); confirm('b'); prompt('c'); print(); onbeforeunload = () => 'stay'</script>",
    "/loop": HEAD + f"<body><p>{TEXT}</p><script>setTimeout(() => {{ for (;;); }}, 300)</script>",
    "/tall": HEAD + f"<body><p>{TEXT}</p><div style='height:100000px;background:linear-gradient(red,blue)'></div>",
    "/many": HEAD + f"<body><p>{TEXT}</p>" + "".join(f"<img src='/dot.png?{n}'>" for n in range(10_000)),
    "/hungry": HEAD + f"<body><p>{TEXT}</p><script>let a = []; setInterval(() => {{ for (let i = 0; i < 20; i++) "
    "a.push(new Uint8Array(5e6).fill(7)) }, 20)</script>",
    "/device": HEAD + f"<body><p>{TEXT}</p><script>navigator.mediaDevices?.getUserMedia({{video: true}});"
    "navigator.geolocation.getCurrentPosition(() => 0); Notification.requestPermission()</script>",
    "/again": HEAD + f"<meta http-equiv=refresh content='0;url=/again'><body><p>{TEXT}</p>",
    "/led-away": HEAD + f"<body><p>{TEXT}</p><div style='position:fixed;bottom:0'><a href=/plain>Reject all</a></div>",
    "/canvas": HEAD + f"<body><p>{TEXT}</p><script>for (let i = 0; i < 150; i++) {{ const c = document.createElement("
    "'canvas'); c.width = c.height = 3000; c.getContext('2d').fillRect(0, 0, 9, 9); document.body.append(c) }</script>",
    "/gone-inside": HEAD + f"<body><p>{TEXT}</p><script>location = 'https://10.0.0.1/'</script>",
    "/blob": HEAD
    + "<body><script>location = URL.createObjectURL(new Blob(['<p>made up'], {type: 'text/html'}))</script>",
    "/long": HEAD
    + f"<body><p>{TEXT}</p><script>for (let i = 0; i < 120; i++) fetch('/dot.png?' + 'x'.repeat(50000) + i)"
    "</script>",
    "/endless": HEAD + f"<body><p>{TEXT}</p><script>let n = 0; setInterval(() => {{ "
    "document.body.append(...Array.from({length: 200}, () => document.createElement('p'))); fetch('/dot.png?' + n++)"
    " }, 5)</script>",
}
#: What a page tries to reach inside; `{port}` is that of a server on this machine.
INSIDE = (
    "http://127.0.0.2:{port}/secret", "http://localhost:{port}/secret", "http://[::1]:{port}/secret",
    "http://0.0.0.0:{port}/secret", "http://127.1:{port}/secret", "http://0x7f000002:{port}/secret",
    "http://2130706434:{port}/secret", "http://[::ffff:127.0.0.2]:{port}/secret", "http://169.254.169.254/latest",
    "http://10.0.0.1/", "https://127.0.0.2:{port}/secret", "ws://127.0.0.2:{port}/secret",
    "http://metadata.google.internal/", "file:///etc/passwd", "chrome://version", "view-source:http://127.0.0.2/",
)  # fmt: skip


def probing(port: int) -> str:
    """A page that asks for everything of INSIDE by each way that a page has."""
    addresses = [address.format(port=port) for address in INSIDE]
    tags = "".join(
        f"<img src='{a}'><script src='{a}'></script><link rel=stylesheet href='{a}'><iframe src='{a}'></iframe>"
        f"<link rel=prefetch href='{a}'><link rel=dns-prefetch href='{a}'><link rel=preconnect href='{a}'>"
        f"<object data='{a}'></object><video src='{a}'></video>"
        for a in addresses
    )
    script = f"""<script>for (const a of {addresses!r}) {{
        for (const ask of [() => fetch(a, {{mode: 'no-cors'}}), () => navigator.sendBeacon(a), () => new WebSocket(a),
                           () => new EventSource(a), () => open(a), () => new Worker(a)])
          try {{ ask() }} catch {{}} }}
        try {{ const p = new RTCPeerConnection({{iceServers: [{{urls: 'stun:127.0.0.2:{port}'}}]}});
          p.createDataChannel('x'); p.createOffer().then(o => p.setLocalDescription(o)) }} catch {{}}</script>"""
    return f"{HEAD}<body><p>{TEXT}</p>{tags}{script}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Any

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.seen.append(self.path)
        if path == "/dot.png":
            self._send(DOT, "image/png")
        elif path == "/hidden":
            self._send(PAGES["/plain"].encode(), Proxy_Status="factcheck; error=none")
        elif path == "/file":
            self._send(b"%PDF-1.4", "application/pdf")
        elif path == "/probe":
            self._send(probing(self.server.server_address[1]).encode())
        elif path == "/to":
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path == "/silent":
            self.server.release.wait(20)
        elif path in PAGES:
            self._send(PAGES[path].encode())
        else:
            self._send(b"<p>no such page", status=404)

    do_POST = do_GET

    def _send(self, body: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Web:
    """The server on one address of loopback; `seen` are the paths that were asked for."""

    def __init__(self, address: str = "127.0.0.1", port: int = 0) -> None:
        self.server: Any = http.server.ThreadingHTTPServer((address, port), Handler)
        self.server.daemon_threads = True
        self.server.seen = []
        self.server.release = threading.Event()

    def __enter__(self) -> Web:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *args: Any) -> None:
        self.server.release.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    @property
    def seen(self) -> list[str]:
        return self.server.seen

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"
