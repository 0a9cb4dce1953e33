"""Checking: compares the pages of a project with the sources that they cite.

A check (`check.py`) collects the passages of a story in one `Evidence` value: from its articles (`story_evidence.py`,
`evidence.py`), or from its lock file and the definitions on the pages if the articles are not available
(`lock_file.py`, `locked_evidence.py`). It reads each page once, as readers get it (`site_index.py`, `page.py`,
`rendered_page.py`), and passes page and evidence to every rule (`rule_runner.py`, `rules/`, one rule a module).
A rule yields faults; the runner removes those that a comment on the line suppresses (`suppressions.py`) and returns
findings. `fix.py` applies the corrections that need no decision (`corrections.py`). All thresholds are in `tuning.py`.
"""
