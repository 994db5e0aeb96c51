"""Social: what people mean to each other, and how they serve each other."""
