"""Verbs of the past that have no "-ed", as a pattern: what a sentence needs to tell something, and to look back."""

from __future__ import annotations

IRREGULAR_PAST = (
    r"was|were|had|did|rose|fell|met|took|made|went|came|left|won|lost|held|gave|got|began|struck|hit|led|sent|spoke"
    r"|wrote|saw|broke|shot|fired|found|kept|cut|shut|let|put|read|ran|became|brought|sold|bought|fought|drew|flew|lent"
    r"|paid|built|meant|drove|chose|hid|rode|stood|stole|taught|thought|threw|understood|wore|withdrew|grew|knew|ate"
    r"|dealt|felt|fed|froze|hung|heard|lay|laid|rang|sang|sank|sat|slept|spent|spread|stuck|swept|swore|tore|upheld"
    r"|told|said|caught|bore"
)
