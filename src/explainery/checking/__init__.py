"""Checking: what is wrong with the pages, measured against the sources. One rule a module, each with a code."""

from explainery.checking.evidence import Evidence, evidence_of
from explainery.checking.findings import RULES, Finding
from explainery.checking.run import check_pages

__all__ = ["RULES", "Evidence", "Finding", "check_pages", "evidence_of"]
