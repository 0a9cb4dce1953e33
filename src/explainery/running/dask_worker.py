"""In a worker of a Dask cluster: runs a function that another machine sent, if both are the same program.

A function travels as bytes, which are looked into only after the programs were compared. Dask neither replaces what it
takes for names of its own in them, nor has to know what they hold.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
import threading
from collections.abc import Iterator

from explainery.errors import ClusterError
from explainery.running.program import Program, this_program
from explainery.running.scratch import scratch_in
from explainery.running.tuning import UNDISTURBED_SECONDS

# A worker process may have several threads. The functions are made for processes of their own: one runs at a time.
_ALONE = threading.Lock()


def run(call: bytes, program: Program) -> bytes:
    """The pickled result of a call.

    Args:
        call: a pickled triple of a function, its arguments and its named arguments.
        program: the program that sent it.

    Raises:
        ClusterError: another program runs here.
    """
    differences = program.differences(this_program())
    if differences:
        raise ClusterError(
            f"the worker {_address()} is not the same program: {'; '.join(differences)}",
            hint="Install the same versions on every machine, restart the workers, and build again",
        )
    with _ALONE, _undisturbed(), _own_folder():
        function, given, named = pickle.loads(call)  # noqa: S301 (who can send this can send Dask any function)
        return pickle.dumps(function(*given, **named), protocol=pickle.HIGHEST_PROTOCOL)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Dask's own threads interrupt the work less often: they have little to do until it is done."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(max(before, UNDISTURBED_SECONDS))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextlib.contextmanager
def _own_folder() -> Iterator[None]:
    """Put temporary files where Dask looks for what a killed worker left behind, and removes it."""
    from distributed import get_worker  # noqa: PLC0415 (an extra)

    try:
        folder = get_worker().local_directory
    except ValueError:  # not in a worker
        yield
        return
    with scratch_in(folder):
        yield


def _address() -> str:
    from distributed import get_worker  # noqa: PLC0415 (an extra)

    try:
        return str(get_worker().address)
    except ValueError:
        return "here"
