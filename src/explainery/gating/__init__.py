"""Whether a sentence that somebody else worded, such as a language model, may stand on a page for its passages."""

from explainery.gating.gate import refusals
from explainery.gating.refusal import Kind, Refusal

__all__ = ["Kind", "Refusal", "refusals"]
