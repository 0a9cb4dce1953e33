"""EXP132: the front matter sets only what a page may set."""

from __future__ import annotations

from collections.abc import Iterator

from explainery.checking.context import Context
from explainery.checking.findings import Fault
from explainery.checking.page import CheckedPage
from explainery.checking.rule import Rule
from explainery.markup.page_fields import field_faults


def _check_page(page: CheckedPage, _: Context) -> Iterator[Fault]:
    """Fields that the theme or the site engine would act on, and values that could become markup."""
    for name, message in field_faults(page.raw, page.values):
        yield Fault(page.field_line(name) if name else 1, message)


RULE = Rule(
    "EXP132",
    "the front matter sets only what a page may set: title, description and label",
    """The site engine and its theme act on other fields: a template shows the page without its citations, or sends
readers to another site, and a page can take itself out of the search. Delete the field. A title or description is
shown in many places and may not contain markup.
Example: template: redirect.html.""",
    is_suppressible=False,
    on_any=_check_page,
)
