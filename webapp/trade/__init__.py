"""Trade: goods, orders, payments, refunds."""
