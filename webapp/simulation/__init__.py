"""Experiments: the real flows under a controlled clock, on a database of their own. Do the rules do their work?"""
