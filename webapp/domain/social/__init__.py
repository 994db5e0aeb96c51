"""The social system: relationships and trust, and what lets a shopkeeper serve their consumers."""
