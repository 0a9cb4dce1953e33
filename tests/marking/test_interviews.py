"""Interviews: answers belong to the person interviewed, and questions to nobody."""

from __future__ import annotations

from making import marked

LEAD = "Meg Olin has led the dockers of Arlen since 2019. She spoke to the Herald on Sunday."
QUESTIONS = (
    "Why did you stop the cranes?",
    "Q: Will you stop the ships again?",
    "HERALD: What do you say to the minister?",
)
ANSWERS = ("Because nobody listened to us.", "A: If we must, we will.", "OLIN: He has never asked us anything.")


def interview(*lines: str) -> dict[str, str | None]:
    found = marked("\n\n".join(lines))
    return {found.words_of(s): s.speaker for s in found.sentences}


def turns(count: int = 3) -> list[str]:
    return [line for turn in zip(QUESTIONS[:count], ANSWERS[:count], strict=True) for line in turn]


def test_answers_are_the_words_of_the_person_interviewed() -> None:
    speakers = interview(LEAD, *turns())
    assert {speakers[answer] for answer in ANSWERS} == {"Meg Olin"}


def test_questions_and_the_introduction_are_nobodys_words() -> None:
    speakers = interview(LEAD, *turns())
    assert not [s for s, who in speakers.items() if who and s not in ANSWERS]


def test_a_label_is_not_part_of_the_answer() -> None:
    found = marked("\n\n".join((LEAD, *turns())))
    said = [found.article.text[q.start : q.end] for q in found.quotes]
    assert said == ["Because nobody listened to us.", "If we must, we will.", "He has never asked us anything."]


def test_two_questions_make_no_interview() -> None:
    assert not any(interview(LEAD, *turns(2)).values())


def test_nobody_answers_where_two_people_are_introduced() -> None:
    speakers = interview(LEAD + " Olle Brandt came along.", *turns(2), "Do you trust them?", "We trust what is signed.")
    assert not any(speakers.values())
