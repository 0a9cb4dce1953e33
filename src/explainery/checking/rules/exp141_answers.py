"""EXP141: every line of a file of answers can be read."""

from __future__ import annotations

from explainery.checking.rule import Rule

# `answers_files.py` looks for them: they are below .explainery/, where no other rule looks.
RULE = Rule(
    "EXP141",
    "every line of the files in .explainery/answers/ is an answer",
    """What a model, a script or a person said of a story's sentences is kept there, one line an answer. A build that
left one out would change pages, so it stops at a line that it cannot read. Mend or delete the line: `explainery ask`
asks again what is missing.
Example: a line that was edited and lost its last bracket.""",
    is_suppressible=False,
)
