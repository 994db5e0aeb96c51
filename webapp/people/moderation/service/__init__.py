"""Verbs inside the caller's transaction."""
