"""A web server on this machine that is as unkind as it is told to be, and remembers what it was asked."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CHUNK = 4096


@dataclass(frozen=True)
class Answer:
    """How one request is answered.

    Attributes:
        data: the file.
        status: other than that of a file (404, 500, 302 …), if set.
        headers: more of them, or others.
        etag: None sends none.
        ranges: whether it goes on from the middle when asked to.
        claims: the length it says the file has, if not the right one.
        stop_after: bytes of this answer after which the connection is dropped.
        pause: seconds before every 4 kB.
        hang: seconds of silence before anything is said.
        chunked: send it in chunks, without a length.
        shift: what it adds to the place that it says it goes on from.
    """

    data: bytes = b""
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = '"one"'
    ranges: bool = True
    claims: int | None = None
    stop_after: int | None = None
    pause: float = 0.0
    hang: float = 0.0
    chunked: bool = False
    shift: int = 0


@dataclass
class Asked:
    """One request."""

    path: str
    range: str | None
    if_range: str | None
    served: int = 0


class Site:
    """What the server has, and what it was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, list[Answer]] = {}
        self.asked: list[Asked] = []
        self.address = ""

    def serve(self, path: str, *answers: Answer) -> str:
        """Answer requests for a path so, one after the other, and all further ones like the last; its address."""
        self.pages[path] = list(answers)
        return self.address + path

    @property
    def served(self) -> int:
        """Bytes of files sent in all."""
        return sum(asked.served for asked in self.asked)


@contextmanager
def unkind_site() -> Iterator[Site]:
    """The server, while it runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            asked = Asked(self.path, self.headers["Range"], self.headers["If-Range"])
            site.asked.append(asked)
            answers = site.pages.get(self.path, [Answer(status=404)])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            self.close_connection = True
            with suppress(OSError):  # whoever asked has gone
                _reply(self, answer, asked)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.socket.close()


def _reply(handler: BaseHTTPRequestHandler, answer: Answer, asked: Asked) -> None:
    time.sleep(answer.hang)
    start = _start(answer, asked)
    status = answer.status or (206 if start else 200)
    if start and start >= len(answer.data) and answer.status is None:
        status = 416
    body = b"" if status not in (200, 206) else answer.data[start:]
    handler.send_response(status)
    length = len(body) if answer.claims is None else answer.claims - start
    sent: dict[str, str] = {"Transfer-Encoding": "chunked"} if answer.chunked else {"Content-Length": str(length)}
    if answer.etag:
        sent["ETag"] = answer.etag
    if status == 206:
        total = answer.claims or len(answer.data)
        sent["Content-Range"] = f"bytes {start + answer.shift}-{total - 1}/{total}"
    for name, value in (sent | answer.headers).items():
        handler.send_header(name, value)
    handler.end_headers()
    end = len(body) if answer.stop_after is None else answer.stop_after
    for place in range(0, min(end, len(body)), CHUNK):
        time.sleep(answer.pause)
        piece = body[place : min(place + CHUNK, end)]
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if answer.chunked else piece)
        handler.wfile.flush()
        asked.served += len(piece)
    if answer.chunked and end >= len(body):
        handler.wfile.write(b"0\r\n\r\n")


def _start(answer: Answer, asked: Asked) -> int:
    match = re.fullmatch(r"bytes=(\d+)-", asked.range or "")
    same = asked.if_range is None or asked.if_range == answer.etag
    return int(match[1]) if match and answer.ranges and same else 0
