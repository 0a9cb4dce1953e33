"""The readers: one module for each format, from bytes to documents. `registry.py` lists them."""
