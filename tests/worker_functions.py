"""What tests run in other processes, which import it by its name."""

import os
import signal
import sys
import time
from pathlib import Path

from explainery.errors import SourceError


def squared(number: int) -> int:
    """Later ones are done first; odd hundreds fail."""
    time.sleep(0.002 if number % 3 == 0 else 0)
    if number % 100 == 7:
        raise SourceError(f"{number} is no number", file="a.md", line=number)
    return number * number


def killed_once(marker: str) -> int:
    if marker and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def kills_itself(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleeps(folder: str) -> None:
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)


def killed_twice(folder: str) -> int:
    """Ends its process the first two times."""
    tries = len(list(Path(folder).iterdir()))
    if tries < 2:
        (Path(folder) / str(tries)).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return tries


def killer(name: str) -> str:
    if name == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return name


def counted(folder: str) -> int:
    """How many calls there were with this folder."""
    for number in range(1, 9):
        try:
            (Path(folder) / str(number)).touch(exist_ok=False)
        except FileExistsError:
            continue
        return number
    return 0


def is_undisturbed(seconds: float) -> bool:
    """Whether other threads of this process may interrupt it no sooner, but for rounding."""
    return sys.getswitchinterval() > 0.99 * seconds
