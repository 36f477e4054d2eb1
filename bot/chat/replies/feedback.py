"""The sentences about what people think of answers, and about answers that come later."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedbackReplies:
    """The sentences, by default the Chinese ones."""

    # the buttons below an answer, and what is said to who presses one
    helpful: str = "👍 有用"
    unhelpful: str = "👎 没用"
    thanks: str = "谢谢，记下了。"
    # the button that copies where a passage stands
    copy: str = "📋 出处"
    # the button below a refusal; what is promised, for so many {days}; that the person has {count} wishes already
    tell_me: str = "有了告诉我"
    will_tell: str = "好，{days}天里报上有了，我就告诉您。"
    too_many: str = "您托我留意的已经有 {count} 件了，等有了消息再添吧。"
    # put before an answer that has come: the {question}
    told: str = "您问过“{question}”，现在报上有了："


CHINESE_FEEDBACK = FeedbackReplies()

ENGLISH_FEEDBACK = FeedbackReplies(
    helpful="👍 Helpful",
    unhelpful="👎 Not helpful",
    thanks="Thank you, noted.",
    copy="📋 Source",
    tell_me="Tell me later",
    will_tell="Fine. If the paper has it within {days} days, I will tell you.",
    too_many="I am watching out for {count} of your questions already. Please wait for one of them.",
    told="You asked “{question}”. Now the paper has it:",
)
