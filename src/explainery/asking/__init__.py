"""Asking: the only code that talks to a language model, and the file in which its answers are kept."""
