"""An answer to be shown in another site: one section's first sentences with their sources, as a page of its own.

It runs no script and loads one style sheet. Who may show it in a frame is decided by the host that serves the site: a
policy inside a page cannot say it (`frame-ancestors` is ignored there).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from explainery.languages import Words
from explainery.markup.allowed import is_link
from explainery.publishing.published_story import Citation, Claim, PublishedStory, Site, StoryPage
from explainery.publishing.shell import link_to
from explainery.publishing.tuning import TUNING
from explainery.text import anchor

STYLE = "assets/embed.css"
_POLICY = "default-src 'none'; style-src {here}; base-uri 'none'; form-action 'none'"
# What a frame's height is reckoned from: pixels of a line and characters on it, for the answer and for its sources;
# characters of a source beside its passage; pixels of everything else.
_LINE, _CHARACTERS, _SMALL_LINE, _SMALL_CHARACTERS, _HEAD, _FRAME = 26, 46, 19, 52, 90, 200


@dataclass(frozen=True, slots=True)
class Embed:
    """An answer.

    Attributes:
        page: the page that it is on.
        question: its heading.
        section: the heading's id, "" for a page's beginning.
        claims: the sentences that it shows.
        is_cut: whether the page says more.
    """

    page: StoryPage
    question: str
    section: str
    claims: tuple[Claim, ...]
    is_cut: bool

    @property
    def path(self) -> str:
        """Its file, as if it were a page below `docs/`."""
        folder = self.page.path.rpartition("/")[0]
        name = "-".join(filter(None, (self.page.name, self.section)))
        return f"{folder}/embed/{name}.md"


def embeds_of(story: PublishedStory) -> tuple[Embed, ...]:
    """The answers of a story: of each section with sentences, in order. A table's rows say little alone."""
    return tuple(embed for page in story.pages for embed in _on_page(story, page))


def _on_page(story: PublishedStory, page: StoryPage) -> Iterator[Embed]:
    sections = dict.fromkeys(c.section for c in page.claims if not c.is_row)
    seen: set[str] = set()
    for section in sections:
        claims = [c for c in page.claims if c.section == section and not c.is_row]
        question = section or (story.title if page == story.overview else page.heading)
        at = anchor(section)
        if at not in seen and (at or not section):
            seen.add(at)
            cut = len(claims) > TUNING.embed_statements
            yield Embed(page, question, at, tuple(claims[: TUNING.embed_statements]), cut)


def embed_page(site: Site, story: PublishedStory, embed: Embed) -> str:
    """The page of an answer."""
    place, numbers = site.place(embed.path), _numbers(embed)
    target = site.address(embed.page.path) if site.url else link_to(place, site.place(embed.page.path))
    target += f"#{embed.section}" if embed.section else ""
    above = story.title if embed.page == story.overview else f"{story.title} · {embed.page.heading}"
    here = "'self'" if site.is_in_folders else "'self' file:"
    kicker = "" if above == embed.question else f'<p class="kicker">{escape(above)}</p>\n'
    body = " ".join(_sentence(claim, numbers, site.words) for claim in embed.claims)
    sources = "\n".join(_sources(embed, numbers, site.words))
    words = site.words
    more = words.put("embed.rest" if embed.is_cut else "embed.whole", site=escape(site.name))
    return f"""\
<!doctype html>
<html lang="{escape(site.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(here=here)}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(embed.question)} · {escape(site.name)}</title>
<link rel="canonical" href="{escape(target)}">
<link rel="stylesheet" href="{escape(link_to(place, STYLE))}">
</head>
<body>
<main>
{kicker}<h1>{escape(embed.question)}</h1>
<p>{body}</p>
<ol>
{sources}
</ol>
<p class="from"><a href="{escape(target)}" target="_blank" rel="noopener">{more}</a>{words["embed.cited"]}</p>
</main>
</body>
</html>
"""


def snippet(site: Site, embed: Embed) -> str:
    """The lines that show an answer in another site."""
    text = sum(len(c.text) for c in embed.claims)
    sources = embed.page.citations
    below = sum(_HEAD + len(sources[k].passage) for c in embed.claims for k in c.keys if k in sources)
    height = _FRAME + _LINE * (text // _CHARACTERS) + _SMALL_LINE * (below // _SMALL_CHARACTERS)
    return (
        f'<iframe src="{escape(site.address(embed.path))}" title="{escape(embed.question)}" '
        f'width="100%" height="{height}" loading="lazy" style="border:0"></iframe>'
    )


def _numbers(embed: Embed) -> dict[str, int]:
    """The number of the article behind each citation key, in the order of the text."""
    articles: dict[tuple[str, str, str], int] = {}
    numbers: dict[str, int] = {}
    for key in dict.fromkeys(k for c in embed.claims for k in c.keys):
        source = embed.page.citations.get(key, Citation(key, title=key))
        numbers[key] = articles.setdefault((source.publisher, source.title, source.url), len(articles) + 1)
    return numbers


def _sentence(claim: Claim, numbers: dict[str, int], words: Words) -> str:
    own = dict.fromkeys(numbers[key] for key in claim.keys)
    source = words["notes.source"]
    marks = ", ".join(f'<a href="#source-{n}" aria-label="{source} {n}">{n}</a>' for n in own)
    return f"{escape(claim.text)}<sup>{marks}</sup>"


def _sources(embed: Embed, numbers: dict[str, int], words: Words) -> Iterator[str]:
    """Each article with the passages of it that the answer rests on."""
    for number in dict.fromkeys(numbers.values()):
        rows = [embed.page.citations.get(k, Citation(k, title=k)) for k, n in numbers.items() if n == number]
        passages = "".join(f"<br>{_passage(row, words)}" for row in rows if row.passage)
        yield f'<li id="source-{number}">{_article(rows[0], words)}{passages}</li>'


def _article(citation: Citation, words: Words) -> str:
    title = f"<cite>{escape(citation.title or citation.key)}</cite>"
    when = words.date(citation.date) if citation.date else ""
    return f"{', '.join(filter(None, (escape(citation.publisher), title, when)))}."


def _passage(citation: Citation, words: Words) -> str:
    """The words that a sentence rests on, with a link to the place in the original."""
    own = f"{words['page.digest']}: {escape(citation.passage)}"  # nobody's quotation
    text = own if citation.is_digest else f"<q>{escape(citation.passage)}</q>"
    if not citation.link or not is_link(citation.link):
        return text
    return f'{text} <a href="{escape(citation.link)}" target="_blank" rel="noopener">{words["page.read_link"]}</a>'
