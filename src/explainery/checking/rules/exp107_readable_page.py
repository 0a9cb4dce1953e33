"""EXP107: a page can be read."""

from __future__ import annotations

from explainery.checking.rule import Rule

# `check.py` reads the pages and reports those that it cannot read; they have no other findings.
RULE = Rule(
    "EXP107",
    "a page can be read: it is UTF-8 text, and its front matter is valid YAML",
    """The site cannot show a page that cannot be read, and nothing else on it can be checked. Save the file as UTF-8.
Write the front matter as “name: value” lines between two lines of “---”, and put a value that contains a colon or a
quotation mark in quotes.
Example: title: "" "Why the port stands still".""",
    is_suppressible=False,
)
