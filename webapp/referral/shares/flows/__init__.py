"""One file, one sentence, one transaction."""
