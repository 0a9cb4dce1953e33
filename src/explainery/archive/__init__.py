"""The stories of a site as lists of them need them, read from the stories' own pages as people edited them."""
