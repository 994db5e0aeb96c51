"""The material library, as staff keep it."""
