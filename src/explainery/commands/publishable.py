"""What must hold before the site is built: what Markdown never sees, so that the wall in it could not take it out."""

from __future__ import annotations

from explainery.checking.site_files import file_findings
from explainery.errors import ExplaineryError
from explainery.project import Project
from explainery.store.page_files import read_page


def require_publishable(project: Project) -> None:
    """Make sure that docs/ contains only pages, pictures and the site's own files, all of them files themselves.

    Raises:
        ExplaineryError: the first link of the disk, the first page that no parser can read, or the first file that may
            not be published and how many more there are.
        SettingsError: there are no words in the language that mkdocs.yml names.
    """
    project.require_plain()
    _ = project.language
    inner = [p.relative_to(project.docs).as_posix() for p in project.docs.rglob("*") if p.is_file()]
    for path in sorted(inner):
        if path.endswith(".md"):
            read_page(project.docs / path)  # raises what the parser of the site would end with a traceback at
    problems = list(file_findings(project, inner))
    if problems:
        more = f" (and {len(problems) - 1} more such files)" if len(problems) > 1 else ""
        raise ExplaineryError(
            f"{problems[0].message}{more}",
            file=project.root / problems[0].file,
            hint="`explainery explain EXP133` says why",
        )
