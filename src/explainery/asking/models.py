"""The model that the settings name."""

from __future__ import annotations

import time

from explainery.asking.chat import ChatModel, models_of, raise_unknown
from explainery.asking.plugged import PluggedModel
from explainery.asking.protocol import Model, Wait
from explainery.asking.server import Server, base_url
from explainery.errors import ModelError
from explainery.model_settings import EXAMPLE, ModelSettings


def model_for(settings: ModelSettings, key: str, wait: Wait = time.sleep) -> Model:
    """The model that the settings name.

    Args:
        settings: which.
        key: for its server; "" for none.
        wait: waits before another try.

    Raises:
        ModelError: none is set, or it is not to be had.
    """
    if settings.adapter == "llm":
        if not settings.name:
            raise ModelError(
                "no model is named", hint="Put its name into `name` under `model`; `llm models` lists them"
            )
        return PluggedModel.of(settings.name, key)
    if not settings.url:
        raise ModelError("no language model is set",
                         hint=f"Write  {EXAMPLE}  into .explainery/settings.yml; see docs/model.md")  # fmt: skip
    server = Server(base_url(settings.url), key, wait=wait)
    if not settings.name:
        raise_unknown("", models_of(server), server)
    return ChatModel(server, settings.name)
