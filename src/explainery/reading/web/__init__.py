"""Web pages: the metadata that they state, and which parts of them are the article."""
