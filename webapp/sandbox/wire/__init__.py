"""The wire: the addresses and answers of the real WeChat, quirks included."""
