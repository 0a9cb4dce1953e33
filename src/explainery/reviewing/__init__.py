"""Reviewing: what a pull request changes for readers, told by statements and not by lines of a file."""

from explainery.reviewing.statement_changes import Change, PageChanges, page_changes
from explainery.reviewing.summary import Summary, summarised

__all__ = ["Change", "PageChanges", "Summary", "page_changes", "summarised"]
