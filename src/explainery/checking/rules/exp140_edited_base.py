"""EXP140: nobody changed what the last build wrote."""

from __future__ import annotations

from explainery.checking.rule import Rule

MESSAGE = (
    "this file was changed by hand, so that the next build would take people's words for its own; "
    "`explainery check --fix` puts back what the build wrote, and the pages keep their words"
)
FOREIGN = (
    "this file has words of the page that neither the sources print nor the commit has where this work began, though "
    "its hash fits; the next build will keep them as a person's. `explainery check --fix` takes them out here, and "
    "`explainery build` writes the file again"
)

# `edited_bases.py` looks for them: they are below .explainery/, where no other rule looks.
RULE = Rule(
    "EXP140",
    "the files in .explainery/base/ are as the build wrote them",
    """A build compares each page with .explainery/base/ to see what people changed. “Replace in files” over the whole
repository changes both, and the page then looks as if nobody had edited it. The last line of each of these files is
its hash. `explainery check --fix` puts back the text with that hash, from git's history or from the sources. The pages
keep the new words.
Anybody can compute a hash. So a file that differs from the commit where the work began, and that no build on this
machine wrote, must not repeat words of its page that the sources do not print.
Example: “harbor” was replaced by “harbour” in all files of the repository.""",
    is_suppressible=False,
)
