"""Opens the encoder where it is installed. numpy and the weights are loaded only now."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from explainery.errors import EncoderError

if TYPE_CHECKING:
    from explainery.encoding.weights import Installed


def opened(folder: Path | None = None) -> Installed:
    """The installed weights, ready to use.

    Args:
        folder: where they are, if not in the installed package.

    Raises:
        EncoderError: numpy or the weights are missing, with what to install, or the weights are not as they should be.
    """
    if find_spec("numpy") is None:
        raise EncoderError(
            "the encoder needs numpy, which is not installed", hint='Install it: `pip install "explainery[encoder]"`'
        )
    from explainery.encoding.weights import installed_in, package_folder  # noqa: PLC0415 (they import numpy)

    return installed_in(folder or package_folder())
