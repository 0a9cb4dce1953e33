"""Pages that an editor or a formatter has laid out anew: what nobody edited is recognised, and keeps its new layout.

`in_layout_of_base` gives a page the layout of the build, so that a merge compares words and not white space;
`in_layout_of` gives the merged page back the layout that the person's page has, block by block, where nothing changed.
"""

from __future__ import annotations

import html
import re

_ITEM = re.compile(r"^(\s*)[*+-]\s+")
_FILLERS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w*);")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ACTIVE = "*_`[]<>&\\|"  # signs that mean something else where they are not escaped
_LITERAL = {ord(c): 0xE000 + ord(c) for c in _ACTIVE}
# Signs that act nowhere, escaped or not: inside a word, before a blank, around words that no address follows.
_INERT = re.compile(r"(?<=\w)_+(?=\w)|<(?![a-zA-Z/!?])|(?<![\w\])\"“’'])>|&(?!#?\w+;)|\[(?!\^)[^\[\]()]*\](?![(:\[])")
_EMPHASIS = re.compile(r"(?<!\w)_+|_+(?!\w)")
_TARGET = re.compile(r"\]\([^()\s]*\)")


def loose(line: str) -> str:
    """A line in a form that is the same for all that formatters write for it.

    Item markers, signs of emphasis, needless escapes and entities, blanks of other widths and fillers of none differ
    between two spellings of one line. The form is for comparing only.
    """
    text = _FILLERS.sub("", line)
    text = _ITEM.sub(r"\1- ", text)
    targets = _TARGET.findall(text)
    text = _TARGET.sub("](\ue000)", text)
    text = _ENTITY.sub(lambda m: html.unescape(m[0]).translate(_LITERAL), text)
    text = _ESCAPED.sub(lambda m: m[1].translate(_LITERAL), text)
    text = _INERT.sub(lambda m: m[0].translate(_LITERAL), text)
    text = _EMPHASIS.sub(lambda m: "*" * len(m[0]), text)
    return " ".join([*text.split(), *targets])
