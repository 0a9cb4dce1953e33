"""Linking: finds what the articles of a story say together. A pure function of the marked articles."""

from explainery.linking.story import link, questions_about

__all__ = ["link", "questions_about"]
