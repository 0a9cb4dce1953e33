"""Curation: what goes on which page, in which order, within which length."""
