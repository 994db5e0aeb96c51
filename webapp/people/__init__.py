"""People: who they are, what they agreed to, what others may read of them, and who works here."""
