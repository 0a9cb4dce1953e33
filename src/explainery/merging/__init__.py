"""Merging: base, live and built pages become one, unit by unit, and no word of a person is lost.

The parts run in this order. `units` takes pages apart, `parsed_pages` a story's. `matching` pairs base units with live
and with built ones. `fates` says what people did with each base unit, and keeps it as `decisions`. `placement` lets
`wording` merge each pair, adds what is new, and asks `own_text` what people wrote themselves and `successors` what may
have replaced a withdrawn sentence; the rest becomes `proposals`. `page_merge` puts each page together, with `ordering`
and `footnote_definitions`. `story_merge` runs all of this; `renames` and `returns` precede it, with the `memory` of
earlier builds, and `build_changes` describes the result.
Beside it, `edits` lists what people did, `resolution` carries out what they answer, `merge_driver` merges two branches.
"""

from explainery.merging.build_changes import BuildChange, BuildChangeKind
from explainery.merging.decisions import Decision, DecisionKind, decisions_by_story, decisions_in, decisions_text
from explainery.merging.memory import Memory, memory_in, memory_text
from explainery.merging.merge_state import Generated, Outcome, State, Wishes
from explainery.merging.proposals import Proposal, proposals_in, proposals_text
from explainery.merging.story_merge import Merged, decided_now, merge_story
from explainery.merging.targets import places_named

__all__ = [
    "BuildChange",
    "BuildChangeKind",
    "Decision",
    "DecisionKind",
    "Generated",
    "Memory",
    "Merged",
    "Outcome",
    "Proposal",
    "State",
    "Wishes",
    "decided_now",
    "decisions_by_story",
    "decisions_in",
    "decisions_text",
    "memory_in",
    "memory_text",
    "merge_story",
    "places_named",
    "proposals_in",
    "proposals_text",
]
