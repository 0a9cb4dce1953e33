"""What is written to disk: pages and their base as one transaction, decisions, the draft cache."""
