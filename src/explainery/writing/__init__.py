"""Writing: the explainer as Markdown pages, one sentence a line, every statement cited."""

from explainery.writing.home import home_page
from explainery.writing.pages import write

__all__ = ["home_page", "write"]
