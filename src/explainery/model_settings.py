"""`model:` in `.explainery/settings.yml`: which language model `explainery ask` talks to, and what that may see.

No key is among them: a key in a file that is committed is a key that everybody has.
"""

from __future__ import annotations

import difflib
import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, NoReturn
from urllib.parse import SplitResult, urlsplit

from explainery.patterns import regex

# What may be asked; `Task` in answers/questions.py says what each is.
TASK_NAMES = (
    "labels", "same", "disputes", "exchanges", "events", "facts", "wording", "rewording", "headings", "title"
)  # fmt: skip
ADAPTERS = ("chat", "llm")
EXAMPLE = "model: {url: http://127.0.0.1:8080/v1, name: NAME}"  # as a hint tells it
PLUGIN_HOST = "llm"  # stands for whatever host a plug-in of llm talks to
_HOST = regex(r"[A-Za-z0-9_.-]+|\[?[0-9A-Fa-f:]+\]?")
_LOCAL = "localhost"

Fail = Callable[[str, str, str], NoReturn]  # called with the setting's name, what is wrong, and what to do


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The language model that is asked. Empty where none is set.

    Attributes:
        url: its address, such as http://127.0.0.1:8080/v1.
        name: its name, as the server knows it.
        tasks: what it is asked for; empty for everything.
        may_see: hosts to which the text of articles under `rights: quote` may be sent.
        parallel: questions that are asked at a time.
        most_tokens: of one run of `explainery ask`, in and out.
        adapter: "chat" for servers with /v1/chat/completions; "llm" for models of the library of that name.
    """

    url: str = ""
    name: str = ""
    tasks: tuple[str, ...] = ()
    may_see: tuple[str, ...] = ()
    parallel: int = 4  # by taste: what a hosted model allows everybody
    most_tokens: int = 2_000_000  # by taste: a story of 60 long articles; a few euros at most prices of 2026
    adapter: str = "chat"

    @property
    def host(self) -> str:
        """The host that is asked, in lower case; "" without an address."""
        return PLUGIN_HOST if self.adapter == "llm" else host_of(self.url)

    @property
    def place(self) -> str:
        """The host with its port, for messages; "" without an address."""
        parts = _split(self.url)
        return PLUGIN_HOST if self.adapter == "llm" else parts.netloc if parts else ""

    @property
    def sees_quotes(self) -> bool:
        """Whether the text of articles under `rights: quote` may be sent to the model."""
        return self.host in self.may_see or (self.adapter != "llm" and is_loopback(self.host))


NO_MODEL = ModelSettings()
MODEL_NAMES = tuple(f.name for f in fields(ModelSettings))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine. Names other than localhost are not looked up: an answer could change."""
    try:
        return host == _LOCAL or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host of an address, in lower case, without its port; "" where there is none."""
    parts = _split(url)
    return (parts.hostname or "") if parts else ""


def model_settings(value: object, fail: Fail) -> ModelSettings:
    """The settings below `model:`.

    Args:
        value: as YAML has it.
        fail: raises the error about a setting.
    """
    if value is None:
        return NO_MODEL
    if not isinstance(value, Mapping):
        fail(
            "model",
            "model should have settings of its own",
            f"Write  {EXAMPLE}",
        )
    values = {str(k): v for k, v in value.items()}
    _check_names(values, fail)
    for name in ("url", "name", "adapter"):
        if name in values:
            values[name] = _text(values[name], name, fail)
    for name in ("parallel", "most_tokens"):
        _check_count(values, name, fail)
    for name in ("tasks", "may_see"):
        values[name] = _texts(values.get(name), name, fail)
    _check_url(values.get("url", ""), fail)
    _check_among(values["tasks"], TASK_NAMES, "tasks", fail)
    _check_among((values.get("adapter", "chat"),), ADAPTERS, "adapter", fail)
    values["may_see"] = tuple(_host(h, fail) for h in values["may_see"])
    return ModelSettings(**values)


def _check_names(values: Mapping[str, Any], fail: Fail) -> None:
    known = [f.name for f in fields(ModelSettings)]
    for name in values:
        if "key" in name.lower() or ("token" in name.lower() and name != "most_tokens"):
            fail(name, "a key does not belong in this file, which is committed",
                 "Delete it here and at the provider, and set the variable EXPLAINERY_KEY instead")  # fmt: skip
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            hint = f"Did you mean {close[0]}" if close else f"The settings of a model are {', '.join(known)}"
            fail(name, f"unknown setting {name!r} of the model", hint)


def _text(value: object, name: str, fail: Fail) -> str:
    if value is not None and not isinstance(value, str | int | float):
        fail(name, f"{name} should be one line of text", "")
    return "" if value is None else str(value).strip()


def _texts(value: object, name: str, fail: Fail) -> tuple[str, ...]:
    items = [] if value is None else value if isinstance(value, list) else [value]
    return tuple(_text(item, name, fail) for item in items)


def _check_count(values: Mapping[str, Any], name: str, fail: Fail) -> None:
    value = values.get(name, 1)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        fail(name, f"{name} should be a whole number above 0, not {value!r}", "")


def _check_among(values: tuple[str, ...], known: tuple[str, ...], name: str, fail: Fail) -> None:
    wrong = next((v for v in values if v not in known), None)
    if wrong is not None:
        fail(name, f"{wrong!r} is not among the possible values of {name}", f"They are {', '.join(known)}")


def _check_url(url: str, fail: Fail) -> None:
    if not url:
        return
    parts, example = _split(url), "Write it as  url: http://127.0.0.1:8080/v1"
    if not parts or parts.scheme not in {"http", "https"} or not parts.hostname:
        fail("url", "this is not the address of a model", example)
    if parts.username is not None or parts.query or parts.fragment:
        fail("url", "the address of a model contains no password, question mark or #",
             "A key belongs into the variable EXPLAINERY_KEY")  # fmt: skip
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        fail("url", f"http:// would send the key and the text to {parts.hostname} for everybody to read",
             "Use https://")  # fmt: skip


def _split(url: str) -> SplitResult | None:
    """An address in its parts; None for one that cannot be."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return None if re.search(r"[\s\x00-\x1f\x7f\\]", url) or not url.isascii() else parts


def _host(host: str, fail: Fail) -> str:
    if not _HOST.fullmatch(host):
        fail("may_see", f"{host!r} is not the name of a host", "Name the host only, such as api.example.org")
    return host.strip("[]").lower()
