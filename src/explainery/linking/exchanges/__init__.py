"""Exchanges: giver, item, receiver and status."""
