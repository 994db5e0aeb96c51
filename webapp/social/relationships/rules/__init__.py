"""What is decided, purely."""
