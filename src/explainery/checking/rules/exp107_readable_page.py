"""EXP107: a page can be read."""

from __future__ import annotations

from explainery.checking.rule import Rule

# The check itself is the reading of the page: a page that cannot be read has no other findings.
RULE = Rule(
    "EXP107",
    "a page can be read: UTF-8 text with front matter that is YAML",
    """The site cannot show, and this check cannot look at, what cannot be read. Save the file as UTF-8, and write the
front matter as “name: value” lines between two lines of “---”; a value with a colon or a quotation mark stands
in quotes.
Example: title: "" "Why the port stands still".""",
)
