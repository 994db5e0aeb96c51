"""What the business is: one package per capability, each saying what it promises."""
