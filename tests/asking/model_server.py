"""A server on loopback that answers as a script says, and keeps everything that it was sent."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Served:
    """A reply: status, body, header fields; or a closed connection, or none until the test ends."""

    body: object = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    is_closed: bool = False
    is_held: bool = False


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    body: Json

    @property
    def prompt(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def schema(self) -> Json:
        schema: Json = self.body["response_format"]["json_schema"]["schema"]
        return schema


Script = Callable[[Request, int], Served]  # called with a request and its number, from 0


def chat(content: object, *, usage: object = None, finish: str = "stop") -> Served:
    """A reply of /v1/chat/completions."""
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return Served({"choices": [choice], "usage": usage or {"prompt_tokens": 100, "completion_tokens": 10}})


def answer_to(schema: Json) -> Any:
    """An answer that a schema allows: every sentence of a question about labels, and the least of anything else."""
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "object":
        return {name: answer_to(part) for name, part in schema["properties"].items()}
    if schema["type"] == "array":
        ids = schema["items"].get("properties", {}).get("id", {}).get("enum", [])
        return [{**answer_to(schema["items"]), "id": i} for i in ids]
    return {"boolean": True, "string": "", "integer": 0}[schema["type"]]


def obliging(request: Request, _: int) -> Served:
    return chat(answer_to(request.schema)) if request.body else Served({"data": [{"id": "small"}]})


def one_after_another(*replies: Served | Script) -> Script:
    """The replies in their order; the last for all that follow."""

    def script(request: Request, number: int) -> Served:
        reply = replies[min(number, len(replies) - 1)]
        return reply if isinstance(reply, Served) else reply(request, number)

    return script


@dataclass
class ModelServer:
    url: str
    requests: list[Request]

    @property
    def prompts(self) -> str:
        return "\n".join(r.prompt for r in self.requests if r.body)


@contextmanager
def serving(script: Script = obliging, certificate: tuple[Path, Path] | None = None) -> Iterator[ModelServer]:
    """A server that runs within the block; over TLS with a certificate and its key."""
    requests: list[Request] = []
    over, numbers, lock = threading.Event(), count(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(Request(self.path, dict(self.headers), {}))

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            self._reply(Request(self.path, dict(self.headers), json.loads(raw)))

        def _reply(self, request: Request) -> None:
            with lock:
                requests.append(request)
                number = next(numbers)
            served = script(request, number)
            if served.is_held:
                over.wait(60)
            if served.is_closed or served.is_held:
                self.close_connection = True
                return
            raw = served.body if isinstance(served.body, bytes) else json.dumps(served.body).encode()
            self.send_response(served.status)
            for name, value in {"Content-Length": str(len(raw)), **served.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(raw)
            except OSError:
                self.close_connection = True  # the client has had enough

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign] # the client hangs up
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        place = "https://localhost" if certificate else "http://127.0.0.1"
        yield ModelServer(f"{place}:{server.server_port}/v1", requests)
    finally:
        over.set()
        server.shutdown()
        server.server_close()


def settle(root: Path, url: str, **more: object) -> None:
    """Have a project ask the model at an address."""
    file = root / ".explainery/settings.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"model: {json.dumps({'url': url, 'name': 'small', **more})}\n", "utf-8")


def with_articles(root: Path, names: Sequence[str], rights: str = "open") -> None:
    """Give the story of the port more articles, each of which is a question of its own."""
    for name in names:
        text = (
            f"---\ntitle: The strike, says {name}\npublisher: {name}\npublished: 2026-03-04\nrights: {rights}\n---\n"
            f"The paper {name} reports that dockers walked out at the port of Arlen on Monday.\n"
            f"“We want our evenings,” Mara Lindqvist told {name}.\n"
        )
        (root / "sources/port" / f"{name}.md").write_text(text, "utf-8")
