"""Models behind `/v1/chat/completions`: llama.cpp, Ollama, vLLM, and hosted ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, NoReturn

from explainery.answers.questions import Json
from explainery.asking.conversation import Said, answered, schema_in_words
from explainery.asking.protocol import Reply, UnansweredError
from explainery.asking.server import Heard, Server
from explainery.asking.tuning import TUNING, tokens_in
from explainery.errors import ModelError
from explainery.text import visible

_SETTINGS = ".explainery/settings.yml"
_NOT_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_IMPLEMENTED})
_SCHEMA = "response_format"
_EXTRAS = ("temperature", "max_tokens", _SCHEMA)  # what some servers refuse; the schema goes last
_LISTED = 12  # names of models in a message
_LONGEST_NAME = 80  # characters
_MOST = 10_000_000  # tokens; a server that counts more is wrong


@dataclass(slots=True)
class ChatModel:
    """A model of a server.

    Attributes:
        server: who is asked.
        name: the model's name, as the server knows it.
    """

    server: Server
    name: str
    _refused: set[str] = field(default_factory=set)  # what this server does not take

    def answer(self, prompt: str, schema: Json) -> Reply:
        """The answer to a prompt. Errors as of `Model.answer`."""
        return answered(self._say, prompt, schema)

    def _say(self, prompt: str, schema: Json) -> Said:
        while True:
            known = frozenset(self._refused)  # other threads learn at the same time
            sent = prompt + (schema_in_words(schema) if _SCHEMA in known else "")
            heard = self.server.post("/chat/completions", self._body(sent, schema, known))
            if heard.status == HTTPStatus.OK:
                return _said(heard, sent, self.server)
            self._check(heard)
            extra = self._blamed(heard, known)
            if not extra:
                raise UnansweredError(f"{self.server.place} answers {heard.status}: {self.server.words_of(heard)}")
            self._refused.add(extra)

    def _body(self, prompt: str, schema: Json, refused: frozenset[str]) -> dict[str, Any]:
        form = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema, "strict": True}}
        extras = {"temperature": 0, "max_tokens": TUNING.answer_tokens, _SCHEMA: form}
        asked = {"model": self.name, "messages": [{"role": "user", "content": prompt}], "stream": False}
        return asked | {k: v for k, v in extras.items() if k not in refused}

    def _blamed(self, heard: Heard, sent_without: frozenset[str]) -> str:
        """What the server does not take of a request: what it names, else the schema; "" where nothing is left."""
        if heard.status not in _NOT_UNDERSTOOD:
            return ""
        left = [extra for extra in _EXTRAS if extra not in sent_without]
        text = heard.raw.decode("utf-8", "replace")
        return next((extra for extra in left if extra in text), _SCHEMA if _SCHEMA in left else "")

    def _check(self, heard: Heard) -> None:
        """Raise ModelError where no question can be answered."""
        server = self.server
        if heard.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            problem = "refuses the key" if server.key else "wants a key"
            raise ModelError(f"{server.place} {problem}", file=server.url,
                             hint="Put the key into the variable EXPLAINERY_KEY, or see docs/model.md")  # fmt: skip
        if heard.status == HTTPStatus.PAYMENT_REQUIRED:
            raise ModelError(f"{server.place} wants to be paid: {server.words_of(heard)}", file=server.url)
        if heard.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise ModelError(f"{server.place} takes no more questions now: {server.words_of(heard)}", file=server.url,
                             hint="Run it again later; it goes on where it stopped")  # fmt: skip
        names_it = heard.status == HTTPStatus.BAD_REQUEST and self.name in server.words_of(heard)
        if heard.status == HTTPStatus.NOT_FOUND or names_it:
            self._unknown()

    def _unknown(self) -> None:
        """Raise ModelError if the server does not list the model, or lists nothing."""
        names = models_of(self.server)
        if self.name not in names:
            raise_unknown(self.name, names, self.server)


def raise_unknown(name: str, names: list[str], server: Server) -> NoReturn:
    """Raise ModelError about a model that a server does not have, or about a name that is missing."""
    what = f"this server has no model {name!r}" if name else "no model is named"
    if not names:
        raise ModelError(f"{what}, and lists none" if name else what, file=server.url,
                         hint=f"Check `url` and `name` under `model` in {_SETTINGS}")  # fmt: skip
    listed = ", ".join(names[:_LISTED]) + (" ..." if len(names) > _LISTED else "")
    raise ModelError(what, file=server.url, hint=f"Put one of these into `name` under `model` in {_SETTINGS}: {listed}")


def models_of(server: Server) -> list[str]:
    """The names of a server's models; none where it does not list them."""
    try:
        said = server.get("/models").json
    except UnansweredError:
        return []
    rows = said.get("data") if isinstance(said, dict) else None
    ids = [row.get("id") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [server.scrubbed(i)[:_LONGEST_NAME] for i in ids if isinstance(i, str)]


def _said(heard: Heard, prompt: str, server: Server) -> Said:
    said = heard.json
    try:
        choice = said["choices"][0]
        text = server.scrubbed(_text(choice["message"]["content"]))
    except (TypeError, LookupError):
        raise UnansweredError(f"{server.place} does not answer as a model does", tokens_in(prompt)) from None
    usage = said.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    spent = _count(usage.get("prompt_tokens"), prompt), _count(usage.get("completion_tokens"), text)
    return Said(text, *spent, is_cut=choice.get("finish_reason") == "length", model=_name(said.get("model"), server))


def _name(told: object, server: Server) -> str:
    """The name by which a server calls its model; of a file, without its folders, which are nobody's business."""
    name = " ".join(visible(server.scrubbed(told)).split()) if isinstance(told, str) else ""
    return re.sub(r"^(?:[A-Za-z]:)?[/\\].*[/\\]", "", name)[:_LONGEST_NAME]


def _text(content: object) -> str:
    """The text of a message, which some servers give in parts, and others not at all."""
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def _count(told: object, text: str) -> int:
    """The tokens that a server counted, or about as many as the text has."""
    return told if isinstance(told, int) and 0 <= told <= _MOST else tokens_in(text)
