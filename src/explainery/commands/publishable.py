"""What must hold before the site is built: what Markdown never sees, so that no wall behind it could take it out."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.site_files import file_findings
from explainery.errors import ExplaineryError
from explainery.markup.page_fields import field_faults
from explainery.project import Project
from explainery.reading.front_matter import line_of_field, split_front_matter
from explainery.store.page_files import pages_in


def require_publishable(project: Project) -> None:
    """Make sure that docs/ contains pages and pictures only, and that no page sets what changes its template.

    Raises:
        ExplaineryError: the first link of the disk, file or field of a page that may not be published, and how many
            more there are.
    """
    project.require_plain()
    problems = [*_files(project), *_fields(project)]
    if problems:
        path, line, message = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise ExplaineryError(
            f"{message}{more}", file=project.root / path, line=line, hint="`explainery check` lists what may not be published"
        )


def _files(project: Project) -> Iterator[tuple[str, int, str]]:
    docs = project.docs
    inner = [p.relative_to(docs).as_posix() for p in docs.rglob("*") if p.is_file()]
    yield from ((f.file, f.line, f.message) for f in file_findings(project, inner))


def _fields(project: Project) -> Iterator[tuple[str, int, str]]:
    for inner, text in pages_in(project.docs).items():
        values = split_front_matter(text, project.docs / inner).values
        for name, message in field_faults(text, values):
            yield f"{project.settings.docs}/{inner}", line_of_field(text, name) if name else 1, message
