"""The registry of rules, their documentation, and suppressions in every kind of line."""

from __future__ import annotations

import re

import pytest

from explainery.checking.explain import explained
from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.checking.rule import Rule
from explainery.checking.rules import RULES
from explainery.checking.suppressions import suppressions_in, without_suppressions
from making import ROOT

FOLDER = ROOT / "src/explainery/checking/rules"
PAGE = (ROOT / "docs" / "checks.md").read_text("utf-8")


def test_every_module_of_a_rule_is_registered_under_its_name() -> None:
    modules = [path.stem for path in sorted(FOLDER.glob("exp*.py"))]
    assert [f"{code.lower()}_" for code in RULES] == [name[: len("exp101_")] for name in modules]
    for name, rule in zip(modules, RULES.values(), strict=True):
        text = (FOLDER / f"{name}.py").read_text("utf-8")
        assert text.startswith(f'"""{rule.code}: '), name
        assert f'"{rule.code}"' in text, name


def test_the_documentation_lists_every_rule() -> None:
    table = re.findall(r"^\| (EXP\d+) \| (\w+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert table == [(rule.code, rule.severity, rule.title) for rule in RULES.values()]


def test_the_documentation_and_the_rules_agree_on_what_cannot_be_suppressed() -> None:
    sentence = re.search(r"^- (.*) cannot be suppressed", PAGE, re.MULTILINE)
    assert sentence
    named = set(re.findall(r"EXP\d+", sentence[1])) - {"EXP110"}  # of EXP110 only what it says about articles
    assert named == {rule.code for rule in RULES.values() if not rule.is_suppressible}


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert "\n" not in rule.title
    assert len(rule.title) <= 120
    assert "Example: " in rule.explanation
    assert max(map(len, rule.explanation.splitlines())) <= 120
    assert rule.on_page or rule.on_any or rule.on_story or not rule.is_suppressible, "a rule without a check is dead"
    ending = f"allow {rule.code} because" if rule.is_suppressible else "It cannot be suppressed."
    assert ending in list(explained(rule.code))[-1]


OFF = " <!-- explainery: allow EXP103, EXP122 because it was so -->"
LINES = {
    "a sentence": "It was so.[^a]{}\n",
    "a list item": "- It was so.[^a]{}\n",
    "a row": "| One | Two |\n|---|---|\n| It | so[^a] |{}\n",
    "a cell": "| One | Two |\n|---|---|\n| It | so[^a]{} |\n",
    "a heading": "## It was so{}\n\nWell.[^a]\n",
    "a heading with an id": "## It was so{} {{ #own }}\n\nWell.[^a]\n",
    "a note": '!!! note "It"\n\n    - It was so.[^a]{}\n',
}


@pytest.mark.parametrize("kind", LINES)
@pytest.mark.parametrize("definition", ["", OFF])
def test_a_suppression_is_read_and_removed(kind: str, definition: str) -> None:
    config = ROOT / "mkdocs.yml"
    parser = parser_of(extensions_of(config), config)
    text = LINES[kind].format(OFF) + f"\n[^a]: A letter.{definition}\n"
    bare = LINES[kind].format("") + "\n[^a]: A letter.\n"
    assert without_suppressions(text) == bare
    assert [s.codes for s in suppressions_in(text)] == [("EXP103", "EXP122")] * (2 if definition else 1)
    shown = re.sub(r"\s*<!--.*?-->", "", parser.reset().convert(text))
    assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", parser.reset().convert(bare)), "readers see the same"


def test_a_suppression_in_front_matter_is_a_comment_of_yaml() -> None:
    raw = '---\ntitle: "A # sign" # explainery: allow EXP124 because of the sign\n---\nText # explainery: nothing\n'
    assert [(s.line, s.codes, s.reason) for s in suppressions_in(raw)] == [(2, ("EXP124",), "of the sign")]
    assert without_suppressions(raw) == '---\ntitle: "A # sign"\n---\nText # explainery: nothing\n'


def test_no_rule_names_a_story() -> None:
    for path in (ROOT / "src/explainery/checking").rglob("*.py"):
        assert not re.search(r"\b(?:Putin|Kim Jong|Pyongyang|Kremlin)\b", path.read_text("utf-8")), path
