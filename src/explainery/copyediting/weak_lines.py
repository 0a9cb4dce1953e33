"""The weakest lines of a draft: what an editor should look at first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainery.copyediting.tuning import DESK_TUNING as TUNING
from explainery.curation.gates import chance_on
from explainery.curation.page_plan import Explainer, Statement
from explainery.model import EVENT, Support

_PUT_IN = {"names": "a name was put in", "dates": "a date was worked out"}


@dataclass(frozen=True, slots=True)
class WeakLine:
    """A statement that may need an editor: the facet of its page, its citation key, and why.

    `doubt` is from 0 (none) to 1 and more.
    """

    facet: str
    key: str
    why: str
    doubt: float


def weak_lines(explainer: Explainer) -> tuple[WeakLine, ...]:
    """The few statements that most need a look, the weakest first."""
    rows = sorted(_doubted(explainer), key=lambda w: (-w.doubt, w.facet, w.key))
    return tuple(rows[: TUNING.most_weak_lines])


def _doubted(explainer: Explainer) -> Iterator[WeakLine]:
    overview = (*explainer.overview.statements, *(s for section in explainer.outlook for s in section.statements))
    for facet, statements in ((EVENT, overview), *((p.facet, p.statements) for p in explainer.pages)):
        for statement in statements:
            doubt, why = _doubt(explainer, statement, facet)
            if why:
                yield WeakLine(facet, explainer.story.passage(statement.claim.shown).key, why, doubt)


def _doubt(explainer: Explainer, statement: Statement, facet: str) -> tuple[float, str]:
    """How doubtful a statement is, and why."""
    chance = chance_on(explainer.story, statement.claim, facet)
    edits = statement.wording.edits if statement.wording else ()
    put_in = [why for kind, why in _PUT_IN.items() if any(e.kind == kind and e.after for e in edits)]
    reasons = [*(["it may belong on another page"] if chance < TUNING.sure_of_page else []), *put_in]
    disputed = statement.claim.support is Support.DISPUTED
    if disputed:
        reasons.append("another source contradicts it")
    doubt = (1 - chance) + TUNING.doubt_of_edit * len(put_in) + TUNING.doubt_of_dispute * disputed
    return doubt, "; ".join(reasons)
