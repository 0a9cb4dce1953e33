"""What a person writes above a forwarded mail is private: it is on no page, whatever program forwarded the mail."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from explainery.reading.document import Document
from explainery.reading.formats.mail import read
from explainery.reading.limits import ReadingLimits

NOTE = "Use this one, but keep my name out of it."
BODY = (
    "Ferry crews at Selm walked out on Monday after the company cancelled their leave.",
    "The company said that it would run two boats a day until Friday.",
    "The mayor asked both sides to meet at the town hall on Wednesday evening.",
)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)
ADDRESSES = "Selm Post &lt;news@post.example&gt;"

FORWARDED = {
    "Outlook": f"<div><p>{NOTE}</p></div><div style='border-top:solid'><p><b>From:</b> {ADDRESSES}<br><b>Sent:</b> Monday, March 2, 2026 9:31 AM<br>"
    f"<b>To:</b> Ann Lee<br><b>Subject:</b> Ferry crews walk out</p></div>{PARAGRAPHS}",
    "Outlook in German": f"<p>{NOTE}</p><div><p><b>Von:</b> {ADDRESSES}<br><b>Gesendet:</b> Montag, 2. März 2026 09:31<br><b>An:</b> Ann Lee<br>"
    f"<b>Betreff:</b> Ferry crews walk out</p></div>{PARAGRAPHS}",
    "Gmail": f"<div dir='ltr'>{NOTE}<br><br><div class='gmail_quote'><div dir='ltr'>---------- Forwarded message ---------<br>From: <b>Selm Post</b><br>"
    f"Date: Mon, Mar 2, 2026 at 9:31 AM<br>Subject: Ferry crews walk out<br>To: Ann Lee<br></div><br>{PARAGRAPHS}</div></div>",
    "Apple Mail": f"<div>{NOTE}</div><blockquote type='cite'><div>Begin forwarded message:</div><br><div><b>From: </b>Selm Post<br></div>"
    f"<div><div><b>From: </b>Selm Post</div><div><b>Subject: </b>Ferry crews walk out</div><div><b>Date: </b>2 March 2026</div><div><b>To: </b>Ann</div></div>{PARAGRAPHS}</blockquote>",
    "Thunderbird": f"<p>{NOTE}</p><div class='moz-forward-container'>-------- Forwarded Message --------<table><tbody><tr><th>Subject: </th><td>Ferry crews walk out</td></tr>"
    f"<tr><th>Date: </th><td>Mon, 2 Mar 2026</td></tr><tr><th>From: </th><td>{ADDRESSES}</td></tr><tr><th>To: </th><td>Ann</td></tr></tbody></table>{PARAGRAPHS}</div>",
}
PLAIN = {
    "dashes": f"{NOTE}\n\n---------- Forwarded message ---------\nFrom: Selm Post <news@post.example>\nDate: Mon, 2 Mar 2026\nSubject: Ferry crews walk out\n",
    "Apple Mail": f"{NOTE}\n\nBegin forwarded message:\n\nFrom: Selm Post\nSubject: Ferry crews walk out\nDate: 2 March 2026\n",
    "Outlook": f"{NOTE}\n\nFrom: Selm Post <news@post.example>\nSent: Monday, March 2, 2026 9:31 AM\nTo: Ann Lee\nSubject: Ferry crews walk out\n",
}


def mail_of(content: str, subtype: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Ann Lee <ann@reader.example>", "Fwd: Ferry crews walk out"
    mail.set_content(content, subtype=subtype)
    return mail


def documents(mail: EmailMessage) -> list[Document]:
    return list(read(mail.as_bytes(), Path("forwarded.eml"), ReadingLimits()))


@pytest.mark.parametrize("program", FORWARDED)
def test_the_note_above_a_forwarded_page_is_left_out(program: str) -> None:
    (document,) = documents(mail_of(f"<html><body>{FORWARDED[program]}</body></html>", "html"))
    assert document.text.split("\n") == list(BODY)
    assert document.title == "Ferry crews walk out"


@pytest.mark.parametrize("program", PLAIN)
def test_the_note_above_a_forwarded_text_is_left_out(program: str) -> None:
    (document,) = documents(mail_of(f"{PLAIN[program]}\n" + "\n\n".join(BODY), "plain"))
    assert [line for line in document.text.split("\n") if line] == list(BODY)


def test_a_mail_forwarded_as_an_attachment_is_the_article() -> None:
    inner = mail_of("\n\n".join(BODY), "plain")
    outer = mail_of(NOTE, "plain")
    outer.add_attachment(inner)
    (document,) = documents(outer)
    assert NOTE not in document.text
    assert document.text.startswith(BODY[0])


def test_each_attached_mail_is_an_article() -> None:
    outer = mail_of(NOTE, "plain")
    for title in ("Ferry crews walk out", "Ferries sail again"):
        inner = mail_of("\n\n".join(BODY), "plain")
        inner.replace_header("Subject", title)
        outer.add_attachment(inner)
    assert [d.title for d in documents(outer)] == ["Ferry crews walk out", "Ferries sail again"]


def test_a_mail_that_forwards_nothing_is_whole() -> None:
    text = f"<p>From: the harbour, to: the town. {BODY[0]}</p>{PARAGRAPHS}"
    (document,) = documents(mail_of(f"<html><body>{text}</body></html>", "html"))
    assert "From: the harbour" in document.text
