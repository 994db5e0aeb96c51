"""What consumers open."""
