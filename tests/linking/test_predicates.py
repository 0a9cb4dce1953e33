"""Whether two sentences say one thing of those they name."""

from __future__ import annotations

import pytest

from explainery.citation_keys import passages
from explainery.config import StorySettings
from explainery.lexicon.verbs import forms
from explainery.linking.predicates import Predicate, one_predicate, predicate_of
from explainery.marking import mark
from explainery.model import Article


def told(text: str) -> Predicate:
    marked = mark(Article("a", "a.txt", text, "Headline", "Paper"), StorySettings())
    return predicate_of(next(iter(passages([marked]).values())))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Energy minister Jo Roe opened a dam.", "Energy minister Jo Roe resigned on Friday."),
        ("The harbour pilot, Ida Brandt, was in church.", "The harbour pilot, Ida Brandt, was in prison."),
        (
            "The union’s chair, Ida Brandt, rejected the contract.",
            "The union’s chair, Ida Brandt, signed the contract.",
        ),
        ("The company Norsea hired 90 welders.", "The company Norsea dismissed 90 welders."),
        ("The bank raised its rate to 5 percent.", "The bank cut its rate to 4 percent."),
        ("Ida Brandt said that 60 people were missing.", "Ida Brandt said that nobody was missing."),
        ("The company Norsea opened a shipyard.", "The company Norsea opened a school."),
        ("The fire killed 12 miners.", "The fire killed 80 miners."),
    ],
)
def test_two_facts_about_one_subject_are_two(one: str, two: str) -> None:
    assert not one_predicate(told(one), told(two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Police arrested the owner of the ferry.", "The ferry’s owner was detained by officers on Sunday."),
        ("Norsea bought two shipyards.", "The acquisition of both shipyards by Norsea was agreed."),
        ("The fire killed about 80 miners.", "At least 78 miners died in the blaze."),
        ("The minister stepped down over the contract.", "She resigned because of the contract."),
    ],
)
def test_one_fact_in_other_words_is_one(one: str, two: str) -> None:
    assert one_predicate(told(one), told(two))


def test_forms_are_those_by_rule_and_those_by_heart() -> None:
    assert {"rob", "robs", "robbed", "robbing"} <= forms("rob")
    assert {"withdraw", "withdrew", "withdrawn"} <= forms("withdraw")
    assert {"steps_down", "stepped_down"} <= forms("step_down")
