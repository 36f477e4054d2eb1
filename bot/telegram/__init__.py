"""The Telegram bot: its application, its handlers, and the messages that it sends."""

import os

# python-telegram-bot gives lengths of time as `timedelta` where this is set, and warns where it is not.
os.environ.setdefault("PTB_TIMEDELTA", "1")
