"""Writing: the explainer as Markdown pages, one sentence a line, every statement cited."""

from explainery.writing.home import home_page
from explainery.writing.pages import definitions, write
from explainery.writing.sources import Outline, outline, sources_page

__all__ = ["Outline", "definitions", "home_page", "outline", "sources_page", "write"]
