"""Rendering: what the site draws from a story's own page, such as the column at a glance and the picture of a trade."""
