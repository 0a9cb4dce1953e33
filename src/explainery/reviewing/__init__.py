"""Reviewing: what a pull request changes for readers, by statements instead of lines of a file."""

from explainery.reviewing.statement_changes import PageChanges, StatementChange, page_changes
from explainery.reviewing.summary import Summary, summarised

__all__ = ["PageChanges", "StatementChange", "Summary", "page_changes", "summarised"]
