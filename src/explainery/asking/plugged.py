"""Models of the library `llm` and its plug-ins, with the keys that it keeps (`pip install "explainery[llm]"`).

Called from Python, the library logs nothing. Which host a plug-in talks to, only the plug-in knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explainery.answers.questions import Json
from explainery.asking.conversation import Said, answered, schema_in_words
from explainery.asking.protocol import Reply, UnansweredError
from explainery.asking.tuning import tokens_in
from explainery.errors import ModelError

_LISTED = 12  # names of models in a message
_SHOWN = 200  # characters of a plug-in's own words


@dataclass(slots=True)
class PluggedModel:
    """A model of the library.

    Attributes:
        name: the model's name, as the library knows it.
        key: in the place of the library's own; "" for none. Never shown.
        model: the library's object.
    """

    name: str
    key: str
    model: Any

    @classmethod
    def of(cls, name: str, key: str = "") -> PluggedModel:
        """The model with a name. Raises ModelError if the library or the model is not there."""
        try:
            import llm  # noqa: PLC0415 (an extra)
        except ImportError:
            raise ModelError("the library llm is not installed",
                             hint='Install it with  pip install "explainery[llm]"') from None  # fmt: skip
        try:
            return cls(name, key, llm.get_model(name))
        except llm.UnknownModelError:
            names = [m.model_id for m in llm.get_models()]
            listed = ", ".join(names[:_LISTED]) + (" ..." if len(names) > _LISTED else "")
            raise ModelError(f"the library llm has no model {name!r}",
                             hint=f"`llm models` lists them: {listed}") from None  # fmt: skip

    def __repr__(self) -> str:
        """Without the key."""
        return f"PluggedModel({self.name!r})"

    def answer(self, prompt: str, schema: Json) -> Reply:
        """The answer to a prompt. Errors as of `Model.answer`."""
        return answered(self._say, prompt, schema)

    def _say(self, prompt: str, schema: Json) -> Said:
        takes_schema = bool(getattr(self.model, "supports_schema", False))
        sent = prompt if takes_schema else prompt + schema_in_words(schema)
        try:
            response = self.model.prompt(sent, stream=False, **self._options(schema if takes_schema else None))
            text, usage = response.text(), response.usage()
        except Exception as error:  # noqa: BLE001 (each plug-in has its own)
            raise self._told(error) from None
        counts = getattr(usage, "input", None), getattr(usage, "output", None)
        return Said(self._scrubbed(text), counts[0] or tokens_in(sent), counts[1] or tokens_in(text))

    def _options(self, schema: Json | None) -> dict[str, Any]:
        known = getattr(getattr(self.model, "Options", None), "model_fields", {})
        return {
            **({"schema": dict(schema)} if schema is not None else {}),
            **({"temperature": 0} if "temperature" in known else {}),
            **({"key": self.key} if self.key and getattr(self.model, "needs_key", None) else {}),
        }

    def _told(self, error: Exception) -> ModelError | UnansweredError:
        words = self._scrubbed(" ".join(str(error).split()))[:_SHOWN] or type(error).__name__
        if type(error).__name__ in {"NeedsKeyException", "AuthenticationError", "PermissionDeniedError"}:
            return ModelError(f"{self.name} wants another key", hint="`llm keys set NAME` keeps one")
        return UnansweredError(f"{self.name} does not answer: {words}")

    def _scrubbed(self, text: str) -> str:
        return text.replace(self.key, "…") if self.key else text
