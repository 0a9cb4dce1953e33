"""EXP118: a story's lock file matches its articles."""

from __future__ import annotations

from explainery.checking.findings import Severity
from explainery.checking.rule import Rule

# `check.py` compares the file with the one that `explainery lock` would write.
RULE = Rule(
    "EXP118",
    "a story's lock file matches its articles",
    """If articles stay private, everyone else checks the pages against .explainery/lock/STORY.json. When the articles
change, that file must be written again: run `explainery lock STORY` where the articles are.
Example: a sentence was added to an article after the lock file was written.""",
    severity=Severity.WARNING,
    is_suppressible=False,
)
