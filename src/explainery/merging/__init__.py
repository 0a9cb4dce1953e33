"""Merging: base, live and new pages become one, unit by unit; no word of a person is lost."""

from explainery.merging.build_changes import Change
from explainery.merging.decisions import Decision, What, decisions_in, decisions_text
from explainery.merging.merge_state import Generated, Outcome, State, Wishes
from explainery.merging.proposals import Proposal, proposals_in, proposals_text
from explainery.merging.story_merge import Merged, decided_now, merge_story
from explainery.merging.targets import places_named

__all__ = [
    "Change",
    "Decision",
    "Generated",
    "Merged",
    "Outcome",
    "Proposal",
    "State",
    "What",
    "Wishes",
    "decided_now",
    "decisions_in",
    "decisions_text",
    "merge_story",
    "places_named",
    "proposals_in",
    "proposals_text",
]
