"""The sentences in English, for clients set to it."""

from __future__ import annotations

from bot.chat.replies.record import Replies

ENGLISH = Replies(
    language="english",
    reading="reading",
    indexing="indexing",
    pushing="pushing to Milvus",
    encoding="encoding meanings",
    sentence_separator=" ",
    not_found="The paper does not say. Try asking in other words.",
    unsure="This may be the answer, but it is not certain:",
    nearest="I am not quite sure. This passage may have to do with it:",
    unknown="The paper does not use {words}.",
    words_not_found="Not found: the paper does not use {words}. Try asking in other words.",
    quoted="“{word}”",
    nearest_article="The article that comes nearest is 《{headline}》.",
    suggestion="Did you mean: {question}",
    rewording="Asked like this, the paper has it: {question}",
    also_asked="What else you asked is in the paper too: {question}",
    reworded="I searched for this: {question}",
    talk={
        **dict.fromkeys(
            ("more", "back", "repeat", "article", "source", "author", "date", "wrong"),
            "There is no article to speak of yet. Ask a question first.",
        ),
        "clear": "Fine, go ahead.",
        "browse": "No article on this was found. Try other words.",
        "newspapers": "The newspapers here:",
        "doubt": "What I show is the paper's own words; whether they are true I do not know. For the source say 出处.",
        "explain": "I only find the paper's own words; I cannot explain or rewrite them. For all of it say 全文.",
        "greeting": "Hello! To learn what the paper says, just type your question in Chinese.",
        "thanks": "You are welcome. Ask on if you like.",
        "assent": "Good. Ask on if you like.",
        "farewell": "Goodbye! Come back any time.",
        "who": "I am baowen, a program. You ask, and I find the passage of the paper that says it, word for word.",
        "help": (
            "Type what you want to know, in Chinese. "
            "After an answer you can say 更多 (more), 全文 (all of it), 出处 (source)."
        ),
        "complaint": "Sorry that this did not help. Try asking in other words, or say 更多 to see more passages.",
        "compliment": "Thank you! It is all in the paper's own words. Ask on if you like.",
        "human": "Sorry, there is nobody here but a program that searches the paper.",
        "task": "I cannot do that. I only find what the paper says.",
        "newsroom": "For letters, tips, advertisements and subscriptions please turn to the newspaper itself. "
        "I only search it, and found no address in it.",
        "clock": "I have no clock and no calendar. Your phone has both.",
        "weather": "I search what the paper has printed. For today's weather see a forecast.",
        "sum": "I cannot do sums. Please use a calculator.",
        "feeling": "I see. I can only search the paper; ask me what it says at any time.",
        "crisis": "I am worried to hear that. I am only a program that searches the paper: please call 12356 (mental "
        "health line, China) or 120 now, and tell somebody near you.",
        "emergency": "Do not ask me: call 119 for a fire, 120 for an ambulance, 110 for the police, 96110 if you were "
        "cheated, 12338 if you are beaten at home (China). I am only a program that searches the paper.",
        "remark": "I see. To learn whether the paper has printed something of the kind, make it a question.",
        "laughter": "Ha. To learn what the paper says, type a question.",
        "nonsense": "I do not understand. Type what you want to know, in Chinese.",
        "foreign": "I read only Chinese characters. Please ask in these.",
        "vague": "What is your question about? Please say so in one sentence.",
        "nothing": "Please type a question, in Chinese, about what is in the paper.",
    },
    same_article="The same article also has this:",
    other_article="From another article; it may have to do with it:",
    once_more="The passage once more:",
    headlines="The paper has these. Say 第二条 to read the second, 更多 to see others:",
    earlier="Your last question was not answered; this is the article shown before.",
    whole_article="The whole article:",
    offered="Perhaps it is this one:",
    no_more="There is nothing more to show. Try asking in other words.",
    first="There is nothing before this: it is the first.",
    which="Which one? Reply 第一条 (the first) for its text, 第一条谁写的 for who wrote it.",
    nothing_offered="There is no other passage either. Please ask again in other words.",
    source="These are the paper's own words. They stand here:",
    author="{authors}, as the page says.",
    no_author="The paper does not say who wrote this.",
    date_of="It was printed in: {issue}.",
    no_date="The page shows no date, so the day is not known.",
    failed="Sorry, something went wrong. Please ask again in a moment.",
    start="Hello! To learn what the paper says, just type your question in Chinese.",
    examples="For example:\n{questions}",
    help=(
        "Type a question in Chinese. You get the paper's own words, nothing added, "
        "and the article that they stand in.\n"
        "To see more passages, press “Next”; to read the article, “Whole article”.\n"
        "In a group, type /ask and then your question.\n"
        "For another subject send /new; for what is kept about you, and how to delete it, /privacy."
    ),
    menu_ask="Ask a question: /ask and what you want to know",
    menu_help="How to ask",
    menu_new="Another subject",
    menu_privacy="What is kept about you",
    menu_forget="Delete what I asked",
    text_only="I can only read text. Please type your question.",
    cut="Your question is rather long. I searched for its first {limit} characters.",
    cut_to="Your message is rather long. I searched for this: {question}",
    also_near="I am not certain; this passage may be related:",
    expired="This button no longer works. Please send the question again.",
    not_yours="Somebody else asked this. To see more, ask a question of your own.",
    too_many="You send more than I can answer. Please wait a minute, and send again what was not answered.",
    reference=" (reference {reference})",
    privacy=(
        "I keep what you asked lately, to understand what you ask next; how you rated answers; and the questions that "
        "you want to be told of.\n"
        "The content of a message is deleted as soon as it is answered. The figures keep what was asked and whether it "
        "was answered, but not by whom.\n"
        "All of it is deleted after {days} days at most; to delete it now, send /forget."
    ),
    privacy_desk=(
        "The people at {desk} see what you pass on, but not who you are. If their reply is published, your question is "
        "printed with it, without your name.\n"
        "What is not finished is kept until it is; /forget closes it."
    ),
    forgotten="Done: everything that you asked, passed on or rated is deleted.",
    next_passage="Next ({rank}/{total})",
    previous_passage="Back ({rank}/{total})",
    headline="《{headline}》",
    written_by="By {names}",
    photo_by="Photo: {names}",
    name_separator=", ",
    newspaper="{name}: {days}; articles and photos: {articles:,}",
    unnamed="Pages that name no newspaper",
    between="{first} to {last}, papers of {issues:,} days",
    undated="no date",
    more_newspapers="And {count:,} more.",
    ask_newest="For the newest articles, ask 有哪些新闻.",
    many_names="{names} and others, {count} in all",
    date="{year}-{month:02d}-{day:02d}",
    page="page {page}",
    line="line {first}",
    lines="lines {first}–{last}",
    lines_of_all="{lines} (whole article)",
    also="also: {places}",
    place_separator="; ",
)
