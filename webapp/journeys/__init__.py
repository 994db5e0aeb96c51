"""Sentences that span capabilities: one file, one function, one transaction each."""
