"""The Telegram bot: its application, its handlers, and the messages that it sends."""
