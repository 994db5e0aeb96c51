"""The control API: what a person does on a phone, and what a test does to the weather, as JSON under /control."""
