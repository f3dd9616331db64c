"""Faults of queries: for developers, never shown on a page."""


class QueryError(Exception):
    """A query file is malformed, reads what does not exist, or failed while running."""
