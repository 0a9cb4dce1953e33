"""Articles about a story go in, a cited explainer site comes out."""

__version__ = "0.1.0"
