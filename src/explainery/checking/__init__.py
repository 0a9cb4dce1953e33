"""Checking: what is wrong with the pages, measured against the sources. One rule a module, each with a code."""
