"""Answers of a language model, an encoder or a person: kept as lines of a file, and read by builds."""
