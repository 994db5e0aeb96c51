"""Sentences several districts share: one transaction, or flows one after another, each in a transaction of its own.

What follows from each fact stands here too, in `consequences`.
"""
