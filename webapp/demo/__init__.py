"""Demo data a person believes: two months of a small platform, lived through the real flows with a controlled clock."""
