"""One module for each format: bytes in, documents out."""
