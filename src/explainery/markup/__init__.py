"""What a page may hold: one table of elements, attributes and addresses, for the check and for the site."""
