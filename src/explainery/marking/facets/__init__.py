"""Which page each sentence serves."""
