"""Reviewing: what a pull request changes for readers, by statements instead of lines of a file."""

from explainery.reviewing.changes import PageChanges, StatementChange
from explainery.reviewing.reader_changes import reader_changes
from explainery.reviewing.summary import Summary, summarised

__all__ = ["PageChanges", "StatementChange", "Summary", "reader_changes", "summarised"]
