"""The files that commands write: pages and their base in one transaction, decisions, proposals, the draft cache."""
