"""The key of a hosted model: from the environment or the system's keyring, never from a file of the project."""

from __future__ import annotations

import os

from explainery.errors import ModelError
from explainery.model_settings import is_loopback
from explainery.patterns import regex

VARIABLE = "EXPLAINERY_KEY"
SERVICE = "explainery"  # under which the keyring keeps keys, by host
_KEY = regex(r"[\x21-\x7e]+")


def taken_key(host: str) -> str:
    """The key for a host; "" without one. It is taken out of the environment, so that no child process gets it.

    Raises:
        ModelError: the key has characters that no key has. The message does not repeat it.
    """
    key = os.environ.pop(VARIABLE, "").strip() or _from_keyring(host)
    if key and not _KEY.fullmatch(key):
        raise ModelError(f"the key in {VARIABLE} or the keyring is not one: it has blanks or special characters",
                         hint="Set it again")  # fmt: skip
    return key


def _from_keyring(host: str) -> str:
    """The key that the system's keyring has for a host; "" without one, or without a keyring."""
    if not host or is_loopback(host):
        return ""
    try:
        import keyring  # noqa: PLC0415 (where it is installed)
    except ImportError:
        return ""
    try:
        return (keyring.get_password(SERVICE, host) or "").strip()
    except Exception:  # noqa: BLE001 (a system without a keyring, or one that stays locked)
        return ""
