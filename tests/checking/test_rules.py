"""The registry, its documentation, and switches in every kind of line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainery.checking.markdown_extensions import extensions_of, parser_of
from explainery.checking.rule import Rule
from explainery.checking.rules import RULES
from explainery.checking.suppressions import allowances, without
from making import ROOT

PAGE = (ROOT / "docs" / "checks.md").read_text("utf-8")


def test_the_documentation_has_every_rule_as_it_is() -> None:
    rows = re.findall(r"^\| (EXP\d+) \| (\w+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [(r.code, r.severity, r.title) for _, r in sorted(RULES.items())]


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert "\n" not in rule.title
    assert len(rule.title) <= 120
    assert "Example: " in rule.explanation
    assert max(map(len, rule.explanation.splitlines())) <= 120
    heads = [p.read_text("utf-8")[:11] for p in (ROOT / "src/explainery/checking/rules").glob("*.py")]
    assert heads.count(f'"""{rule.code}: ') == 1, "one module says that it is this rule"


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
def test_a_switch_is_read_and_vanishes(kind: str, definition: str) -> None:
    config = ROOT / "mkdocs.yml"
    parser = parser_of(extensions_of(config), config)
    text = LINES[kind].format(OFF) + f"\n[^a]: A letter.{definition}\n"
    bare = LINES[kind].format("") + "\n[^a]: A letter.\n"
    assert without(text) == bare
    assert [a.codes for a in allowances(text)] == [("EXP103", "EXP122")] * (2 if definition else 1)
    shown = re.sub(r"\s*<!--.*?-->", "", parser.reset().convert(text))
    assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", parser.reset().convert(bare)), "readers see the same"


def test_a_switch_in_front_matter_is_a_comment_of_yaml() -> None:
    raw = '---\ntitle: "A # sign" # explainery: allow EXP124 because of the sign\n---\nText # explainery: nothing\n'
    found = list(allowances(raw))
    assert [(a.line, a.codes, a.why) for a in found] == [(2, ("EXP124",), "of the sign")]
    assert without(raw) == '---\ntitle: "A # sign"\n---\nText # explainery: nothing\n'


def test_no_rule_names_a_story() -> None:
    for path in (ROOT / "src/explainery/checking").rglob("*.py"):
        assert not re.search(r"\b(?:Putin|Kim Jong|Pyongyang|Kremlin)\b", path.read_text("utf-8")), path


def test_the_folder_of_rules_has_one_rule_a_module() -> None:
    modules = [p for p in Path(ROOT / "src/explainery/checking/rules").glob("*.py") if p.name != "__init__.py"]
    assert len(modules) == len(RULES)
