"""The page's own addresses: the page, its files, a reading, an upload, an export."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, cast
from urllib.parse import quote

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from service.errors import InputError, WhosewordsError
from service.findings import Analysis
from service.ui.answering import Answering
from service.ui.corrections import Judged, rows
from service.ui.exports import EXPORTS
from service.ui.page import ASSETS, EXAMPLES, asset, example, index
from service.ui.uploads import text_of_file

Handler = Callable[[Request], Awaitable[Response]]


def routes(answering: Answering) -> list[Route]:
    """Every address of the page."""

    async def read(request: Request) -> Response:
        asked = await _json(request)
        lines = answering.read(asked.get("text"), asked.get("model"))
        return StreamingResponse(lines, media_type="application/x-ndjson")

    return [
        Route("/", _page, methods=["GET", "HEAD"]),
        Route("/page/assets/{name}", _asset),
        Route("/page/examples/{name}", _example),
        Route("/page/read", _refusing(read), methods=["POST"]),
        Route("/page/file", _refusing(_file), methods=["POST"]),
        Route("/page/export/{form}", _refusing(_export), methods=["POST"]),
        Route("/page/corrections", _refusing(_corrections), methods=["POST"]),
    ]


async def _page(_request: Request) -> Response:
    return HTMLResponse(index())


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        return _refused("There is no such file.", 404)
    return Response(asset(name), media_type=ASSETS[name])


async def _example(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in EXAMPLES:
        return _refused("There is no such example.", 404)
    return Response(example(name), media_type="text/plain")


async def _file(request: Request) -> Response:
    """The text of a file whose bytes are the body, and whose name is in the header X-File-Name."""
    text = await run_in_threadpool(text_of_file, request.headers.get("x-file-name", "file"), await request.body())
    return _answer({"text": text})


async def _export(request: Request) -> Response:
    """An analysis that the page holds, in another form."""
    export = EXPORTS.get(request.path_params["form"])
    if export is None:
        return _refused(f"There is no such form; choose one of {', '.join(EXPORTS)}.", 404)
    analysis = _analysis(await _json(request))
    data = await run_in_threadpool(export.render, analysis)
    name = f"{export.stem(analysis)}.{export.ending}"
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=export.media, headers={"Content-Disposition": disposition})


async def _corrections(request: Request) -> Response:
    """Gold rows, one a line, from analyses and what a reader judged in each."""
    try:
        judged = [Judged.model_validate(item) for item in (await _json(request)).get("judged", [])]
    except (ValidationError, TypeError):
        raise InputError(
            "The corrections don't have the form that the page saves; export them from the page."
        ) from None
    return Response(await run_in_threadpool(rows, judged), media_type="application/x-ndjson")


def _analysis(value: object) -> Analysis:
    try:
        return Analysis.model_validate(value)
    except ValidationError:
        raise InputError("This is no analysis of schema_version 1; export it from the page that read it.") from None


async def _json(request: Request) -> dict[str, Any]:
    try:
        value: object = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise InputError("The request is no JSON; send one object.") from None
    if not isinstance(value, dict):
        raise InputError("The request is no JSON object; send one.")
    return cast("dict[str, Any]", value)


def _refusing(handler: Handler) -> Handler:
    """``handler``, whose errors become one sentence.

    It comes with status 200 and the header X-Refused, for a browser logs every other status as an error of the page.
    """

    async def refusing(request: Request) -> Response:
        try:
            return await handler(request)
        except WhosewordsError as error:
            answer = _refused(str(error), 200)
            answer.headers["X-Refused"] = "yes"
            return answer

    return refusing


def _refused(message: str, status: int) -> Response:
    return _answer({"error": {"kind": "input", "message": message}}, status)


def _answer(value: object, status: int = 200) -> Response:
    return Response(json.dumps(value), status, media_type="application/json")
