"""Middleware and routes around Streamlit (Starlette)."""

from collections.abc import Sequence
from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from baoxue.settings import settings
from baoxue.wiring import open_figures
from baoxue.words import Saying

HEADERS = {
    b"x-frame-options": b"DENY",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"content-security-policy": (
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        b"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
        b"frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
    ),
}
CLOSED = ("/_stcore/metrics",)
"""Paths that only an administrator's tools would ask for."""


WORDS = b"<script>" + Path(__file__).with_name("words.js").read_bytes() + b"</script></head>"


class Guard:
    """Adds security headers, keeps downloads out of caches, says which language the page is in."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] in CLOSED:
            await JSONResponse({"error": "not found"}, 404)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {k.lower() for k, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((k, v) for k, v in HEADERS.items() if k not in given)]
                if scope["path"].startswith("/media/"):
                    message["headers"].append((b"cache-control", b"no-store"))
            await send(message)

        await self.app(scope, receive, guarded)


class Chinese:
    """``<html lang="zh-CN">``: Streamlit's shell says en, and a screen reader would spell Chinese as English."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wants_page = scope["type"] == "http" and b"text/html" in dict(scope["headers"]).get(b"accept", b"")
        if not wants_page:
            await self.app(scope, receive, send)
            return
        # compressed further out: what comes from within must be readable here
        scope = {**scope, "headers": [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]}
        start: Message | None = None
        body = b""

        async def rewritten(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body") or start is None:
                return
            changed = body.replace(b'<html lang="en">', b'<html lang="zh-CN">', 1).replace(b"</head>", WORDS, 1)
            headers = [(k, v) for k, v in start["headers"] if k.lower() not in (b"content-length", b"etag")]
            await send({**start, "headers": [*headers, (b"content-length", str(len(changed)).encode())]})
            await send({"type": "http.response.body", "body": changed})

        await self.app(scope, receive, rewritten)


async def ready(_: Request) -> JSONResponse:
    """200 when the newest snapshot opens; 503 with the reason otherwise."""
    try:
        figures = open_figures(settings().home)
    except Saying as error:
        return JSONResponse({"ready": False, "reason": str(error)}, 503)
    return JSONResponse({"ready": True, "snapshot": figures.snapshot.n})


def routes() -> Sequence[BaseRoute]:
    return [Route("/ready", ready)]


def middleware() -> Sequence[Middleware]:
    return [Middleware(GZipMiddleware, minimum_size=1000), Middleware(Guard), Middleware(Chinese)]
