"""Files become articles; an error in one is reported with its line."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

import pytest

from explainery.config import story_settings
from explainery.errors import SettingsError, SourceError
from explainery.model import Rights
from explainery.reading import read_story
from explainery.reading.assemble import read_article

HEAD = "---\ntitle: A title\npublisher: The Herald\npublished: 2026-03-02\nurl: https://herald.example/a\nrights: open\n---\n"
BODY = "Dockers walked out on Monday.\nShips wait.\n"


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_front_matter_and_text(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "a.md", HEAD + BODY))
    assert (article.title, article.publisher, article.published) == ("A title", "The Herald", "2026-03-02")
    assert (article.rights, article.url, article.first_line) == (Rights.OPEN, "https://herald.example/a", 8)
    assert article.text == BODY


def test_only_line_ends_are_changed(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "a.txt", "One.\r\n\r\n  Two\t‘x’ \rThree.\n"))
    assert article.text == "One.\n\n  Two\t‘x’ \nThree.\n"


def test_without_front_matter_the_careful_rights_hold(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "herald.txt", "A headline of the day\n\n" + BODY))
    assert (article.rights, article.title, article.publisher, article.id) == (
        Rights.QUOTE, "A headline of the day", "herald", "herald",
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    assert read_article(write(tmp_path, "a.txt", "Ärger in Århus.\n".encode(encoding))).text == "Ärger in Århus.\n"


def test_a_web_page_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    body = "".join(f"<p>Der Ärger in Århus ging am Tag {i} weiter, sagte die Polizei der Stadt.</p>" for i in range(8))
    page = f'<html><head><meta charset="iso-8859-1"><title>Ärger</title></head><body><article>{body}</article></body></html>'
    article = read_article(write(tmp_path, "a.html", page.encode("iso-8859-1")))
    assert "Der Ärger in Århus ging am Tag 3 weiter" in article.text
    assert "<p>" not in article.text


def test_a_digests_locators_are_read(tmp_path: Path) -> None:
    text = HEAD.replace("open", "digest") + "Dockers walked out. <!-- at: On Monday the dockers … in Arlen -->\n"
    article = read_article(write(tmp_path, "a.md", text))
    assert [(x.first, x.last) for x in article.locators] == [("On Monday the dockers", "in Arlen")]


BROKEN: dict[str, tuple[str, bytes, int, str]] = {
    "binary": ("a.txt", b"\x00\x01\x02abc", 1, "binary"),
    "a PDF under another name": ("a.txt", b"%PDF-1.7 ...", 1, "this PDF is broken"),
    "wrong encoding": ("a.txt", "One.\nÄrger.\n".encode("latin-1"), 2, "encoding of this text is not utf-8"),
    "no closing line": ("a.md", b"---\ntitle: x\nDockers.\n", 1, "not closed"),
    "broken front matter": ("a.md", b'---\ntitle: x\npublisher: "x\n---\nDockers.\n', 3, "not YAML"),
    "front matter that is a list": ("a.md", b"---\n- a\n- b\n---\nDockers.\n", 2, "name: value"),
    "unknown rights": ("a.md", b"---\ntitle: x\nrights: mine\n---\nDockers.\n", 3, "unknown rights 'mine'"),
    "an impossible date": ("a.md", b"---\npublished: 2026-02-30\n---\nDockers.\n", 2, "not a date"),
    "a date in words": ("a.md", b"---\npublished: last week\n---\nDockers.\n", 2, "not a date"),
    "a slip in a field's name": (
        "a.md",
        b"---\ntitle: x\npublishd: 2026-02-03\n---\nDockers.\n",
        3,
        "Did you mean published",
    ),
    "an address that runs": ("a.md", b"---\nurl: javascript:alert(1)\n---\nDockers.\n", 2, "not a web address"),
    "a title that is a list of lists": ("a.md", b"---\ntitle: [[a]]\n---\nDockers.\n", 2, "one line of text"),
    "nothing but front matter": ("a.md", b"---\ntitle: x\n---\n\n", 4, "no text"),
    "an empty file": ("a.txt", b"", 1, "no text"),
    "a page without an article": ("a.html", b"<html><body></body></html>", 1, "no article"),
    "a locator without words": (
        "a.md",
        b"---\nrights: digest\n---\nDockers. <!-- at: ... -->\n",
        4,
        "first and the last",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_errors_name_file_and_line(tmp_path: Path, name: str) -> None:
    file, data, line, says = BROKEN[name]
    path = write(tmp_path, file, data)
    with pytest.raises(SourceError) as caught:
        read_article(path)
    assert caught.value.file == str(path)
    assert caught.value.line in {line, None if line == 1 else line}
    assert says in str(caught.value)
    assert path.read_bytes() == data


def test_two_articles_with_one_id(tmp_path: Path) -> None:
    write(tmp_path, "a.md", BODY)
    write(tmp_path, "a.txt", BODY)
    with pytest.raises(SourceError, match=r"'a' is taken by a\.md"):
        read_story(tmp_path)


@pytest.mark.parametrize(
    ("files", "says"), [((), "no articles"), (("notes.css",), r"notes\.css is of a format that is not supported")]
)
def test_a_story_without_articles(tmp_path: Path, files: tuple[str, ...], says: str) -> None:
    for name in files:
        write(tmp_path, name, "x")
    with pytest.raises(SourceError, match=says):
        read_story(tmp_path)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.txt", "A password.\n")
    story = tmp_path / "story"
    story.mkdir()
    (story / "a.txt").symlink_to(secret)
    with pytest.raises(SourceError, match="symbolic link to "):
        read_story(story)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "a.txt"
    folder.mkdir()
    with pytest.raises(SourceError, match="a folder, not an article"):
        read_article(folder)


def test_front_matter_may_have_more(tmp_path: Path) -> None:
    head = HEAD.replace("2026-03-02", "2026-03-02T18:30:00+01:00").replace(
        "rights", "modified: 2026-03-03\nlanguage: en-GB\nsection: Harbour\nrights"
    )
    article = read_article(write(tmp_path, "a.md", head + BODY))
    assert (article.published, article.published_at) == ("2026-03-02", "2026-03-02T18:30:00+01:00")
    assert (article.modified, article.language, article.section) == ("2026-03-03", "en-GB", "Harbour")


def test_a_sidecar_contains_front_matter(tmp_path: Path) -> None:
    page = "<html><head><title>A</title></head><body><article>" + f"<p>{BODY * 4}</p>" * 5 + "</article></body></html>"
    write(tmp_path, "a.html", page)
    write(tmp_path, "a.html.yml", "title: Another\npublisher: The Herald\npublished:  # not known\n")
    article = read_article(tmp_path / "a.html")
    assert (article.title, article.publisher, article.published, article.unknown) == (
        "Another",
        "The Herald",
        None,
        ("rights",),
    )
    assert [a.file for a in read_story(tmp_path)] == ["a.html"], "a sidecar is not an article"
    write(tmp_path, "a.html.yml", "---\ntitle: Fenced\n---\n")
    assert read_article(tmp_path / "a.html").title == "Fenced"


@pytest.mark.parametrize(("text", "line", "says"), [
    ("title: x\npublished: yesterday\n", 2, "not a date"),
    ("title: x\npublishr: y\n", 2, "Did you mean publisher"),
    ("- a\n", 1, "name: value"),
])  # fmt: skip
def test_errors_in_a_sidecar_name_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    write(tmp_path, "a.html", f"<html><body><article><p>{BODY * 9}</p></article></body></html>")
    beside = write(tmp_path, "a.html.yml", text)
    with pytest.raises(SourceError, match=says) as caught:
        read_article(tmp_path / "a.html")
    assert (caught.value.file, caught.value.line) == (str(beside), line)


def test_several_articles_cannot_share_a_field_of_one(tmp_path: Path) -> None:
    feed = Path(__file__).parent / "files" / "feed-rss.xml"
    write(tmp_path, "a.xml", feed.read_bytes())
    write(tmp_path, "a.xml.yml", "rights: open\n")
    assert {a.rights for a in read_story(tmp_path)} == {Rights.OPEN}
    write(tmp_path, "a.xml.yml", "rights: open\ntitle: x\n")
    with pytest.raises(SourceError, match="several articles cannot share one title") as caught:
        read_story(tmp_path)
    assert caught.value.line == 2


def test_ids_of_a_feeds_articles_stay_when_the_feed_goes_on(tmp_path: Path) -> None:
    feed = (Path(__file__).parent / "files" / "feed-rss.xml").read_text("utf-8")
    write(tmp_path, "a.xml", feed)
    before = [a.id for a in read_story(tmp_path)]
    first, last = feed.index("<item>"), feed.rindex("<item>")
    write(
        tmp_path, "a.xml", feed[:first] + feed[last : feed.index("</channel>")] + feed[first:last] + "</channel></rss>"
    )
    assert {a.id for a in read_story(tmp_path)} == set(before)
    assert len(set(before)) == 2


def test_links_that_lead_out_are_not_followed_anywhere(tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    write(away, "a.txt", "A password stands here.\n")
    write(away, "a.yml", "author: secret\n")
    story = tmp_path / "sources" / "story"
    story.parent.mkdir()
    story.symlink_to(away)
    with pytest.raises(SourceError, match="symbolic link to "):
        read_story(story)
    story.unlink()
    story.mkdir()
    write(story, "b.html", f"<html><body><article><p>{BODY * 9}</p></article></body></html>")
    (story / "b.html.yml").symlink_to(away / "a.yml")
    with pytest.raises(SourceError, match="symbolic link to "):
        read_story(story)
    (story / "story.yml").symlink_to(away / "a.yml")
    with pytest.raises(SettingsError, match="a symbolic link"):
        story_settings(story)


SHOWN = "".join(f"<p>On day {i} the dockers of Arlen walked out again, the union said.</p>" for i in range(9))
HIDDEN = {
    "style": "<p style='DISPLAY:  NONE'>Secret words of nobody here.</p>", "visibility": "<p style='visibility: hidden'>Secret words of nobody.</p>",
    "attribute": "<div hidden><p>Secret words of nobody here at all.</p></div>", "template": f"<template><p>Secret {'x' * 3000}</p></template>",
    "screen readers": "<p class='sr-only'>Secret words of nobody here.</p>", "tooltip": "<span class='tooltip'>Secret words</span>",
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_not_shown_is_not_read(tmp_path: Path, name: str) -> None:
    page = f"<html><head><title>A</title></head><body><article>{SHOWN}{HIDDEN[name]}{SHOWN.replace('day', 'night')}</article></body></html>"
    text = read_article(write(tmp_path, "a.html", page)).text
    assert "Secret" not in text
    assert "On night 8" in text


@pytest.mark.parametrize("kept", [
    "<p>The minister said: <a href=x>“We will not sell our weekends to anybody, and never did.”</a></p>",
    "<p><a href=x>The whole of this paragraph is a link, and still it is a sentence of the article.</a></p>",
    "<p class='has-tooltip'>This paragraph has a tooltip and is part of the article, said the union.</p>",
])  # fmt: skip
def test_sentences_that_are_links_stay(tmp_path: Path, kept: str) -> None:
    page = f"<html><head><title>A</title></head><body><div class='story-body no-tooltip'>{SHOWN}{kept}{SHOWN}</div></body></html>"
    text = read_article(write(tmp_path, "a.html", page)).text
    assert re.sub("<[^>]*>", "", kept) in text


def test_an_attached_mail_is_not_the_article(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["Subject"] = "Another"
    inner.set_content("<html><body><p>Not this one.</p></body></html>", subtype="html")
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "a@b.example", "Walkout", "<1@b.example>"
    mail.set_content(BODY + "Customers who tried to unsubscribe were charged twice.\n" + BODY * 8)
    mail.add_attachment(inner)
    article = read_article(write(tmp_path, "a.eml", mail.as_bytes()))
    assert "Not this one" not in article.text
    assert article.text.count("Ships wait") == 9, "the foot of a newsletter is cut only at its end"


HEADERS = {
    "an address that is none": 'url: "http://[::1"',
    "half a character": 'title: "\\ud800"\nurl: "https://a.example/\\ud800"',
    "a slip written with an escape": '"titl\\u0065s": b',
    "a value of a strange type": "title: !!bool abc",
    "deep nesting": "title: " + "[" * 5000,
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nid: [*b, *b]",
    "a tag that would run": "title: !!python/object/apply:os.system [true]",
    "a value that is no text": "note: !!timestamp 2026-01-01",
    "bytes": "note: !!binary aGFsbG8=",
    "more fields than anybody has": "\n".join(f"f{i}: x" for i in range(300)),
}


@pytest.mark.parametrize("name", HEADERS)
def test_hostile_front_matter_is_an_error_and_no_more(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError):
        read_article(write(tmp_path, "a.md", f"---\n{HEADERS[name]}\n---\nDockers walked out.\n"))
