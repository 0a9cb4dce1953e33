"""The site without anything that a page may not hold: a Markdown extension, listed last in mkdocs.yml.

Whatever road it took onto the page (HTML, attribute lists, links, footnotes), it passes here as HTML, and only what
the table allows goes on. The check refuses such a page before it is merged; this holds where nobody ran the check.
"""

from __future__ import annotations

from functools import lru_cache

import markdown
import nh3
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from mkdocs.exceptions import BuildError

from explainery.errors import ExplaineryError
from explainery.markup.allowed import ELEMENTS, is_allowed, without_invisible
from explainery.markup.page_fields import kept_fields
from explainery.page_limits import require_bounded
from explainery.patterns import regex

# Elements whose content is not text of the page: it goes with them.
_WITH_CONTENT = set(
    "iframe math noembed noframes noscript script style svg template textarea title xmp".split(),
)
_LAST = -100  # a postprocessor's priority: all others come before it
_FIRST = 1000  # a preprocessor's: all others come behind it


# Text in which a reader of HTML sees nothing but itself, and writes it as it is: most headings, which come here alone.
_PLAIN = regex(r"[^<>&\x00\r\xa0\ud800-\udfff]*")


def sanitised(html: str) -> str:
    """The HTML of a page with only what the table allows. HTML that holds nothing else keeps its meaning."""
    return without_invisible(html if _PLAIN.fullmatch(html) else _CLEANER.clean(html))


@lru_cache(maxsize=1 << 12)  # classes, titles and links of pages that are alike come again and again
def _kept(element: str, attribute: str, value: str) -> str | None:
    return value if is_allowed(element, attribute, value) else None


_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    clean_content_tags=_WITH_CONTENT,
    attributes={element: set(attributes) for element, attributes in ELEMENTS.items()},
    attribute_filter=_kept,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


class _Wall(Postprocessor):
    def run(self, text: str) -> str:
        """The page's HTML as it goes into the site; under MkDocs, its front matter, too."""
        # MkDocs puts this processor into the parser of each page, and asks for the page's template later.
        processors = self.md.treeprocessors
        links = processors["relpath"] if "relpath" in processors else None  # noqa: SIM401 (it is not a dictionary)
        page = getattr(getattr(links, "file", None), "page", None)
        if page is not None:
            page.meta = kept_fields(page.meta)
        return sanitised(text)


class _Bounded(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """The lines, unless no parser can read them: then MkDocs says which page it is, and stops."""
        try:
            require_bounded("\n".join(lines), "")
        except ExplaineryError as error:
            raise BuildError(f"{error.what} (line {error.line} below the front matter). {error.hint}.") from None
        return lines


class AllowedMarkup(Extension):
    """The extension, named `explainery.markup.sanitiser:AllowedMarkup` in mkdocs.yml."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Put the wall behind everything else that makes a page's HTML."""
        md.preprocessors.register(_Bounded(md), "explainery_bounded", _FIRST)
        md.postprocessors.register(_Wall(md), "explainery_allowed_markup", _LAST)
