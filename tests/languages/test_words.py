"""Every language has the same words, and every word is used."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from explainery.errors import SettingsError
from explainery.languages import ENGLISH, Words, chosen_language, english, language_in, languages, words_of
from explainery.lexicon.calendar import MONTHS
from explainery.page_format import dateline
from explainery.text import spoken_date
from explainery.writing.dateline import dateline as written_dateline
from making import ROOT, port_story

sys.path.insert(0, str(ROOT / "tools"))
from theme_words import FOLDER, partial_of

OTHERS = languages()[1:]
# Put together in the program: counts, facets' pages, statuses, rights, lines of the picture, months and numbers.
MADE = re.compile(
    r"(?:count|facet|section|status|theme|script|language)\..*|sources\.(?:open|digest|quote)|feed\.statements_.*"
    r"|picture\.(?:solid|dashed|dotted|struck)|corrections\.edits_.*|reuse\.(?:csv|json)"
)


def placeholders(words: Words, key: str) -> set[str]:
    return {name for text in words.listed(key) for name in re.findall(r"\{\w*\}", text)}


@pytest.mark.parametrize("code", OTHERS)
def test_no_key_is_missing_and_no_placeholder_differs(code: str) -> None:
    words = words_of(code)
    assert words.values.keys() == ENGLISH.values.keys()
    for key, value in ENGLISH.values.items():
        assert isinstance(words.values[key], str) == isinstance(value, str), key
        assert placeholders(words, key) == placeholders(ENGLISH, key), key
        assert all(text == text.strip() or text == ENGLISH[key] or text[-1] == " " for text in words.listed(key)), key


@pytest.mark.parametrize("code", languages())
def test_the_theme_has_the_words_of_each_language(code: str) -> None:
    words = words_of(code)
    assert (FOLDER / f"{code}.html").read_text("utf-8") == partial_of(words), "run `make words`"
    texts = [*words.section("theme").values(), *words.section("script").values()]
    assert not [t for t in texts if re.search(r"[<>&\"]", t)]


def test_every_key_that_is_read_exists_and_every_other_one_is_gone() -> None:
    text = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "src" / "explainery").rglob("*.py")))
    sections = "|".join({key.partition(".")[0] for key in ENGLISH.values})
    read = set(re.findall(rf"[\"']((?:{sections})\.[a-z_]+)[\"']", text))
    read = {key for key in read if key.partition(".")[2] not in {"css", "html", "md", "png", "txt"}}
    assert read <= ENGLISH.values.keys()
    assert {k for k in ENGLISH.values.keys() - read if not MADE.fullmatch(k)} == set()


def test_every_key_of_the_theme_and_the_scripts_is_read() -> None:
    files = [*(ROOT / "overrides").rglob("*"), ROOT / "docs" / "assets" / "explainery.js"]
    text = "\n".join(p.read_text("utf-8") for p in files if p.is_file() and p.parent != FOLDER)
    asked = set(re.findall(r"words\.t\([\"'](\w+)[\"']\)", text))
    given = set(re.findall(r'^  "(\w+)":', partial_of(ENGLISH), re.MULTILINE))
    assert asked == given
    scripts = "\n".join(p.read_text("utf-8") for p in files if p.suffix == ".js")
    unread = {k for k in ENGLISH.section("script") if not re.search(rf"(?:WORDS|textContent\))\.{k}\b", scripts)}
    assert unread == {"page", "sentence", "citation", "passage"}  # which asText names by what a report holds


def test_english_says_dates_as_the_program_does() -> None:
    assert ENGLISH.listed("language.months") == tuple(MONTHS)
    for value in (None, "2023", "2023-09", "2023-09-11"):
        assert ENGLISH.date(value) == spoken_date(value)


def test_german_dates_and_counts() -> None:
    german = words_of("de")
    days = ("2023-09-12", "2023-09", "2023", None)
    assert [german.date(day) for day in days] == ["12. September 2023", "September 2023", "2023", "ohne Datum"]
    assert (german.told(1, "publisher"), german.told(11, "article")) == ("ein Medium", "elf Artikel")
    assert dateline(written_dateline(port_story(), german))


@pytest.mark.parametrize(
    ("german", "form"),
    [
        ("Was geschehen ist", "What happened"),
        ("Was Norsea will", "What Norsea wants"),
        ("Worauf all das beruht: zwei Quellen.", "What all this rests on: two sources."),
        ("angeboten; eine Quelle", "offered; one source"),
        ("12. September 2023", "12 September 2023"),
        ("Quellen: Why the port stands still", "Sources: Why the port stands still"),
        ("Norsea: wants longer shifts.", "Norsea: wants longer shifts."),
        ("Was it sold? Nobody knows.", "Was it sold? Nobody knows."),
    ],
)
def test_words_of_the_interface_have_an_english_form(german: str, form: str) -> None:
    assert english(german) == form


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ("theme:\n  name: material\n  # the language\n\n  language: de\n", "de"),
        ("theme:\n  name: material\nextra:\n  language: de\n", "en"),
        ("site_name: A\n", "en"),
        ("theme:\n  language: 'de' # German\n", "de"),
    ],
)
def test_the_language_is_that_of_the_theme(config: str, code: str) -> None:
    assert language_in(config)[0] == code


def test_a_language_without_words_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ntheme:\n  name: material\n  language: fr\n", "utf-8")
    with pytest.raises(SettingsError) as error:
        chosen_language(tmp_path)
    assert (error.value.line, "'fr'" in error.value.what, "en, de" in error.value.hint) == (4, True, True)
