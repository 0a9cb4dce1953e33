"""What a page may hold (one table, for the check and for the site), and what the site makes of its citations."""
