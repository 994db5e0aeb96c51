"""What the mini-program asks."""
