"""Names throughout a story: full names, other spellings, acronyms and descriptions, with all articles seen."""

from __future__ import annotations

from explainery.config import StorySettings
from explainery.linking import link
from explainery.linking.speakers import named_throughout
from explainery.marking import mark
from explainery.model import Story
from making import article


def story(*texts: str) -> Story:
    return link("port", [mark(article(t, name=f"a{i}"), StorySettings()) for i, t in enumerate(texts)], StorySettings())


def speakers(*texts: str) -> list[str | None]:
    marked = [mark(article(t, name=f"a{i}"), StorySettings()) for i, t in enumerate(texts)]
    return [q.speaker for m in named_throughout(marked) for q in m.quotes]


UNION = "Mara Lindqvist leads the union in Arlen. "


def test_a_surname_is_the_full_name_that_another_article_gives() -> None:
    told = "The port of Arlen stands still. “We are ready for it,” Lindqvist said on Monday."
    assert speakers(told, UNION) == ["Mara Lindqvist"]


def test_a_surname_that_two_people_bear_stays() -> None:
    told = "The port of Arlen stands still. “We are ready for it,” Lindqvist said on Monday."
    both = UNION + "Tove Lindqvist, a docker, drives a crane."
    assert speakers(told, both) == ["Lindqvist"]


def test_spellings_of_one_name_are_one_person() -> None:
    first = "Nam Sung-wook studies ports. Nam Sung-wook lives in Arlen. Nam Sung-wook wrote about it."
    second = "Nam Sung Wook spoke. Then Robert Hale came, said the clerk. Bob Hale left. Bob Hale stayed away."
    names = {p.name for p in story(first, second).people}
    assert {"Nam Sung-wook", "Bob Hale"} <= names
    assert not {"Nam Sung Wook", "Robert Hale"} & names


def test_an_acronym_is_the_only_body_with_these_letters() -> None:
    told = "The Northern Harbour Board met on Monday. “No ship may wait,” the NHB said in a note."
    assert speakers(told) == ["Northern Harbour Board"]


def test_the_holder_of_an_office_is_the_one_with_that_role() -> None:
    told = "Olle Brandt, chairman of the harbour committee, met Mara Lindqvist. “We will pay,” the committee chairman said."
    assert speakers(told) == ["Olle Brandt"]


def test_the_company_is_the_one_that_the_sentence_before_is_about() -> None:
    told = "Ships have waited for days in Arlen. On Monday the owner of Norsea spoke. Norsea blamed the union for it. “We will pay nobody,” the company said."
    assert speakers(told) == ["Norsea"]


def test_a_statement_is_by_whoever_made_it() -> None:
    told = "Mara Lindqvist said in a statement on Monday that the union was ready. “We will not sell our weekends,” the statement said."
    assert speakers(told) == ["Mara Lindqvist"]


def test_a_description_without_a_holder_stays() -> None:
    assert speakers("“The ships will wait,” the harbour official said on Monday in Arlen.") == ["the harbour official"]


def test_a_quotation_has_the_role_that_says_most() -> None:
    told = "“We are ready for it,” Minister Mara Lindqvist said. Mara Lindqvist, the minister of ports, left."
    assert [q.role for m in story(told).articles for q in m.quotes] == ["the minister of ports"]


def test_a_person_has_one_whole_role() -> None:
    people = story("President Olle Brandt came. Did President Olle Brandt stay? Olle Brandt, 61, left.").people
    assert [(p.name, p.role) for p in people] == [("Olle Brandt", "president")]
