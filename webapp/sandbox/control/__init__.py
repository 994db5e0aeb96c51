"""The control API: what a person does on a phone, and what a test does to inject faults, as JSON under /control."""
