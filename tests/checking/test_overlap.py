"""Statements that have nothing in common with what they cite, lead-ins that say more than their lines, other scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.said import PARSER, sources
from explainery.checking.context import Context
from explainery.checking.coverage import SCRIPT, coverage_of
from explainery.checking.evidence import Evidence
from explainery.checking.overlap import Ground, overlap
from explainery.checking.page import CheckedPage, checked_page
from explainery.checking.rules import RULES
from explainery.checking.scripts import main_script
from explainery.checking.site_index import Site
from explainery.checking.tuning import TUNING
from explainery.checking.turned_conditions import told_as_fact, turned_condition
from explainery.markup.faults import markup_faults


@pytest.fixture(scope="module", name="evidence")
def _evidence() -> Evidence:
    return sources()


def page_of(body: str, evidence: Evidence, passage: str) -> tuple[CheckedPage, Context]:
    """A page with a text in which KEY cites the passage that begins so."""
    key = next(key for key, p in evidence.by_key.items() if p.words.startswith(passage))
    raw = f"---\ntitle: A\ndescription: B\n---\n{body.replace('KEY', f'[^{key}]')}\n\n[^{key}]: A letter.\n"
    page = checked_page("docs/orlin/trade.md", "orlin/trade.md", raw, PARSER)
    return page, Context(evidence, Site(Path("docs"), "docs", PARSER))


def found(code: str, body: str, evidence: Evidence, passage: str = "A fire") -> list[str]:
    """What a rule says about a text, with the severity of each finding where it is not the rule's."""
    rule = RULES[code].on_page
    assert rule is not None
    return [f"{fault.severity or ''} {fault.message}" for fault in rule(*page_of(body, evidence, passage))]


@pytest.mark.parametrize(
    "statement",
    [
        "The earth is flat.",
        "Vaccines are poison.",
        "The chief executive was convicted of fraud last year.",
        "Ilka Morn was arrested on suspicion of murder.",
        "Petra Quist is corrupt.",
        "A fire destroyed the wardrobe in 1987. The insurers bribed every detective.",
        "| Who | What |\n|---|---|\n| Quist | poisoned wells |",
    ],
)
def test_what_has_nothing_in_common_with_its_passage_is_an_error(statement: str, evidence: Evidence) -> None:
    cited = statement.replace("wells |", "wellsKEY |") if statement.startswith("|") else f"{statement}KEY"
    messages = found("EXP142", cited, evidence)
    assert len(messages) == 1
    assert "warning" not in messages[0]


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("The wardrobe burned in a blaze of 1987.", "A fire"),
        ("The theatre cost the trust 9 million crowns.", "The town of"),
        ("“You cannot sing in a museum of damp,” the secretary remarked.", "“You cannot"),
        ("The mayor rejected this accusation.", "The mayor"),
        ("**Ilka Morn**", "The trust's"),
    ],
)
def test_a_rewording_shares_enough(statement: str, passage: str, evidence: Evidence) -> None:
    assert found("EXP142", f"{statement}KEY", evidence, passage) == []


def test_a_sentence_is_reported_below_the_threshold(evidence: Evidence) -> None:
    """One word of five: (1 + 1/2) / (5 + 1) = 0.25; of four, 0.3."""
    ground = Ground({"ladder"}, (), ())
    four, five = "Ladder lamps melted overnight", "Ladder lamps melted beneath candles"
    assert overlap(five, ground, evidence).share < TUNING.overlap_share <= overlap(four, ground, evidence).share
    near = Ground({"ladder"}, (), {"lamps"})
    assert overlap(five, near, evidence).share == pytest.approx((1.5 + TUNING.overlap_around) / 6)


@pytest.mark.parametrize("statement", ["Пожар уничтожил гардероб в тысяча девятьсот году.", "一场大火烧毁了衣柜。"])
def test_a_statement_in_another_script_is_not_compared(statement: str, evidence: Evidence) -> None:
    (message,) = found("EXP142", f"{statement}KEY", evidence)
    assert message.startswith("warning")
    page, context = page_of(f"{statement}KEY", evidence, "A fire")
    assert [row.reason for row in coverage_of({page.path: page}, context).uncompared] == [SCRIPT]


def test_a_script_is_that_of_most_letters() -> None:
    assert [main_script(text) for text in ("Мэр Roe взяла", "Mayor Мэр", "12", "漢字かな")] == [
        "CYRILLIC",
        "LATIN",
        "",
        "CJK",
    ]


DENIED = "Norline denied that it had broken off the talks, which ended on Saturday."
UNLESS = "The guild said that drivers would walk out again for five days unless Norline raises its offer."


def test_what_a_passage_only_denies_is_no_fact() -> None:
    assert told_as_fact("Norline broke off the talks.", [DENIED])
    passing = (
        "The talks ended on Saturday.",
        "Norline did not break off the talks.",
        "Norline denied breaking off talks.",
    )
    assert [told_as_fact(text, [DENIED]) for text in passing] == [""] * len(passing)
    assert not told_as_fact("Norline broke off the talks.", [DENIED, "Norline broke off the talks at midnight."])


def test_if_is_not_unless() -> None:
    assert turned_condition("Drivers will walk out again if Norline raises its offer.", [UNLESS])
    passing = (
        "Drivers will walk out again unless Norline raises its offer.",
        "Drivers will walk out again if Norline does not raise its offer.",
        "Drivers will not walk out again if Norline raises its offer.",
        "Drivers would like it if the weather changed.",
    )
    assert [turned_condition(text, [UNLESS]) for text in passing] == [""] * len(passing)


BELOW = "\n\n- A fire destroyed the wardrobe in 1987.KEY"


@pytest.mark.parametrize(
    "lead",
    [
        "Quist, a convicted fraudster, took a bribe and lied about it to the court:",
        "The town poisoned its wells:",
        "Crimes and secret bribes of the mayor:",
        "This page shows the town and Quist bribed the judges.",
    ],
)
def test_a_lead_in_says_no_more_than_the_lines_below_it(lead: str, evidence: Evidence) -> None:
    assert found("EXP124", f"{lead}{BELOW}", evidence)


@pytest.mark.parametrize(
    "lead",
    [
        "A fire destroyed the wardrobe:",
        "What burned:",
        "The fate of the wardrobe:",
        "This page lists what burned.",
        "The table below shows what each side wants.",
    ],
)
def test_a_lead_in_that_says_what_follows_needs_no_citation(lead: str, evidence: Evidence) -> None:
    assert [found(code, f"{lead}{BELOW}", evidence) for code in ("EXP104", "EXP124")] == [[], []]


@pytest.mark.parametrize(
    "line",
    [
        "He killed his wife.",
        "He killed his wife",
        "The company poisoned the water of the city and hid the reports.",
        "Thousands of people died in the camps",
        "It burned. Who was it?",
        "They lied about it. The reasons:",
        "Мэр Каллоуэй взяла взятку.",
        "Мэр взяла взятку в девять миллионов",
        "市长卡洛韦收受贿赂。",
        "市长卡洛韦收受贿赂",
        "महापौर ने रिश्वत ली।",
        "[Petra Quist took bribes from the guild.](trade.md)",
        "[The mayor took bribes](trade.md)",
        "More people drowned than the town admits ([more](trade.md)).",
        "| What | Why |\n|---|---|\n| They lied about the money. | x |",
    ],
)
def test_a_sentence_needs_a_citation_whoever_it_is_about(line: str, evidence: Evidence) -> None:
    assert found("EXP104", line + BELOW, evidence)


@pytest.mark.parametrize(
    "line",
    [
        "Who killed his wife?",
        "谁杀了他的妻子？",
        "See also [what each side wants](trade.md).",
        "[All the sources, and what was taken from each.](sources.md)",
        "[Who gives what](trade.md)",
        "**The offer made in May**",
        "- The mayor of the town",
        "Мэр Каллоуэй",
        "6 to 13 May 2023 · eleven articles · seven publishers",
    ],
)
def test_questions_guides_and_labels_need_none(line: str, evidence: Evidence) -> None:
    assert found("EXP104", line + BELOW, evidence) == []


@pytest.mark.parametrize("words", ["𝔐𝔞𝔶𝔬𝔯", "Ｍａｙｏｒ", "ⓂⓐⓎⓞⓡ", "ᴍᴀʏᴏʀ", "ᵐᵃʸᵒʳ", "𝐦𝐚𝐲𝐨𝐫"])
def test_letters_that_only_look_like_plain_ones_are_refused(words: str) -> None:
    assert [fault.needles for fault in markup_faults(f"<p>The {words} lied.</p>")]


@pytest.mark.parametrize(
    "words", ["780 km²", "41 m³", "½ of it", "the 1ˢᵗ of May", "xⁿ", "5 ℓ", "[ˈɪndɪə]", "№ 5", "Ⅳ", "CO₂"]
)
def test_units_fractions_and_phonetic_signs_are_allowed(words: str) -> None:
    assert not list(markup_faults(f"<p>It is {words} here.</p>"))
