"""Checking: what is wrong with the pages, measured against the sources. One rule a module, each with a code."""

from explainery.checking.context import Decisions
from explainery.checking.evidence import Evidence, evidence_of
from explainery.checking.findings import Fault, Finding

__all__ = ["Decisions", "Evidence", "Fault", "Finding", "evidence_of"]
