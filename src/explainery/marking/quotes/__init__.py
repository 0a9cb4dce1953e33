"""Direct quotations and their speakers."""
