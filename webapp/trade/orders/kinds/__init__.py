"""Its kinds and states."""
