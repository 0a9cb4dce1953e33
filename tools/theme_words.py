"""Writes the words of each language into the theme, where the templates of both site engines can read them.

`make words` runs it after a file of src/explainery/languages was changed; a test holds the two equal.
"""

from __future__ import annotations

import json
from pathlib import Path

from explainery.languages import Words, languages, words_of
from explainery.text import anchor

FOLDER = Path(__file__).resolve().parent.parent / "overrides" / "partials" / "words"
_FACETS = ("overview", "background", "motives", "trade", "reactions", "sources")
_NOTE = "Made of src/explainery/languages/{}.toml by `make words`: change that file."


def partial_of(words: Words) -> str:
    """The partial of a language: `t(key)` gives a text, `script` is what the scripts read."""
    texts = words.section("theme") | {name: words[f"facet.{name}"] for name in _FACETS}
    texts["citations"] = words["page.citations_heading"]
    texts["citations_id"] = anchor(texts["citations"])
    texts["section_link"] = words["site.section_link"]
    texts["script"] = json.dumps(words.section("script"), ensure_ascii=False, separators=(",", ":"))
    rows = "".join(f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)},\n" for k, v in texts.items())
    macro = f"{{%- macro t(key) -%}}{{{{ {{\n{rows}}}[key] | safe }}}}{{%- endmacro -%}}"
    return f"{{#- {_NOTE.format(words.code)} -#}}\n{macro}\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for code in languages():
        (FOLDER / f"{code}.html").write_text(partial_of(words_of(code)), "utf-8")
