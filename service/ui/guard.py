"""What stands at the door of the server: who may come in, with how much, and what a browser may do with the answer."""

import base64
import hmac
import json
from collections.abc import Iterable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 12_000_000
"""Bytes of a request at most: the longest article, written as JSON in any script."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
"""What every answer carries."""

_KNOCK = "/gradio_api/startup-events"
"""Where Gradio asks its own server once whether it is up, without a password; it answers true."""
_HERE = ("127.0.0.1", "localhost", "[::1]")
_OPEN = ("/", "/config", "/favicon.ico")
_ROOMS = ("/page/", "/gradio_api/")
_GRADIO = ("call", "cancel", "heartbeat", "info", "mcp", "queue", "reset", "startup-events")


class Guard:
    """An ASGI layer that refuses foreign pages, foreign names, large bodies, and doors that nobody needs.

    ``anywhere`` admits any host name, for a server that others reach; ``auth`` is "user:password" or None.
    """

    def __init__(self, app: ASGIApp, *, anywhere: bool = False, auth: str | None = None) -> None:
        """Stand before ``app``."""
        self._app = app
        self._anywhere = anywhere
        self._auth = base64.b64encode(auth.encode()).decode() if auth else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope["path"], Headers(scope=scope))
        if refusal:
            await refusal(scope, receive, _with_headers(send))
            return
        measured = _Measured(scope, receive, _with_headers(send))
        try:
            await self._app(scope, measured.receive, measured.send)
        except Exception:
            if not measured.over:
                raise

    def _refusal(self, path: str, headers: Headers) -> Response | None:
        if foreign := self._foreign(path, headers):
            return _refused(403, foreign)
        if (
            self._auth
            and path != _KNOCK
            and not _same(headers.get("authorization", "").removeprefix("Basic "), self._auth)
        ):
            return _refused(401, "A name and a password are needed.", {"WWW-Authenticate": 'Basic realm="Whosewords"'})
        if not _is_door(path):
            return _refused(404, "There is nothing here.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY:
            return _refused(413, _TOO_LARGE)
        return None

    def _foreign(self, path: str, headers: Headers) -> str | None:
        """Why a request isn't this page's own: by the name it asks for, or by the page it comes from."""
        host = headers.get("host", "")
        if not self._anywhere and host.rpartition(":")[0] not in _HERE and host not in _HERE:
            return "This page answers on the loopback address only."
        origin = headers.get("origin")
        site = headers.get("sec-fetch-site", "none")
        if (origin and origin.partition("://")[2] != host) or (site not in {"none", "same-origin"} and path != "/"):
            return "Another site's page may not ask here."
        return None


_TOO_LARGE = f"The request is larger than {MAX_BODY // 10**6} MB, the most that is read; give one article."


def _is_door(path: str) -> bool:
    if path.startswith("/gradio_api/"):
        return path.split("/")[2] in _GRADIO
    return path in _OPEN or path.startswith(_ROOMS)


def _same(given: str, kept: str) -> bool:
    return hmac.compare_digest(given.encode(), kept.encode())


def _refused(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps({"error": {"kind": "input", "message": message}})
    return Response(body, status, dict(headers or {}), media_type="application/json")


class _Measured:
    """One request, cut off and refused when its body goes on beyond `MAX_BODY`, whatever length it promised."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._held = 0
        self.over = False

    async def receive(self) -> Message:
        message: Message = {"type": "http.disconnect"} if self.over else await self._receive()
        self._held += len(message.get("body", b""))
        if self._held > MAX_BODY and not self.over:
            await _refused(413, _TOO_LARGE)(self._scope, self._receive, self._send)
            self.over = True
        return {"type": "http.disconnect"} if self.over else message

    async def send(self, message: Message) -> None:
        if not self.over:
            await self._send(message)


def _with_headers(send: Send) -> Send:
    """``send``, which adds our headers to each answer and takes away any that opens it to other sites."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name in _opening(headers):
                del headers[name]
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending


def _opening(headers: Headers) -> Iterable[str]:
    return [name for name in headers if name.lower().startswith("access-control-") or name.lower() == "server"]
