"""What the program knows about words: each list once."""
