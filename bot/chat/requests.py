"""What a command or a button says for a person, in words that the conversation understands."""

from __future__ import annotations

MORE, WHOLE_ARTICLE, NEWEST, ANOTHER = "更多", "全文", "有哪些新闻", "换个问题"
"""The next passage, the whole article, the newest articles, another subject."""
