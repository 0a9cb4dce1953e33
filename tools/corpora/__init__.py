"""Invented corpora for measurements: stories of articles that retell, copy, quote and contradict each other."""
