"""What the Telegram bot must not lose: messages to be answered, replies to be sent, conversations."""
