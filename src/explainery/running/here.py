"""An executor that works in this process, one item after the other: for little work, and inside other workers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Value = TypeVar("Value")


class Here(Executor):
    """Runs each function when it is handed in. What only the whole process may answer, such as Ctrl-C, goes up."""

    workers = 1

    def submit(self, fn: Callable[Given, Value], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Value]:
        """The result or the error of the function, at once."""
        future: Future[Value] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 (it is raised where the result is asked for, as of any executor)
            future.set_exception(error)
        return future
