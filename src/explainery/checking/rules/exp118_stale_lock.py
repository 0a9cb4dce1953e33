"""EXP118: a lock file says what the articles say."""

from __future__ import annotations

from explainery.checking.findings import WARNING
from explainery.checking.rule import Rule

# The check itself compares the file with one made anew; see project.py.
RULE = Rule(
    "EXP118",
    "a story's lock file is that of its articles",
    """Where articles stay private, .explainery/lock/STORY.json stands for them, and whoever has only that checks
against it. Once the articles change it has to be made again: `explainery lock STORY`.
Example: a sentence was added to an article after the lock was made.""",
    severity=WARNING,
)
