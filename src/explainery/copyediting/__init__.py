"""Copy-editing: makes a passage a statement that stands alone, by small edits that each name what allows them."""
