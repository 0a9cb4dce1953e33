"""Lines and sentences of an article."""
