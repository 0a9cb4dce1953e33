"""Texts that are cut to a length, and counts with their nouns."""

from __future__ import annotations

from explainery.text import agreeing, counted, cut_at_clause, fitted, shortened


def test_a_text_is_shortened_between_words() -> None:
    assert shortened("The port is shut", 16) == "The port is shut"
    assert shortened("The port is shut", 15) == "The port is…"
    assert shortened("The port, shut since May", 12) == "The port,…"
    assert shortened("The port, shut since May", 12, ",") == "The port…"


def test_a_text_is_fitted_into_a_column() -> None:
    assert fitted("The port", 8) == "The port"
    assert fitted("The port is shut", 8) == "The por…"
    assert len(fitted("The port is shut", 8)) == 8


def test_a_passage_is_cut_at_a_clause_near_its_end() -> None:
    assert cut_at_clause("one two three", 3) == "one two three"
    assert cut_at_clause("one two three four, five six", 5) == "one two three four …"
    assert cut_at_clause("one, two three four five six", 5) == "one, two three four five …"


def test_a_count_agrees_with_its_noun_and_verb() -> None:
    assert [counted(n, "page") for n in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]
    assert counted(2, "story", "stories") == "2 stories"
    assert [agreeing(n, "wait") for n in (1, 2)] == ["waits", "wait"]
