"""The tables of the store. `bot/store/migrations/` makes them; a test holds both to be equal."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

# Every update of Telegram that was received. Its content is deleted once it is answered; the row stays for some days,
# so that an update that Telegram delivers twice is answered once.
updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    # whose messages are answered one after the other: the chat, and in a group the person
    Column("chat_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    # the update as Telegram sent it, in JSON; null once it is closed
    Column("content", Text),
    # waiting, answered, refused (a limit), failed, or unreadable
    Column("state", String(16), nullable=False),
    # how often it was begun again after its process ended: one that ends every process is not tried for ever
    Column("attempts", Integer, nullable=False),
    Column("received_at", Float, nullable=False),
    Column("closed_at", Float),
    # the process that answers it
    Column("owner", String(32), nullable=False),
    Index("updates_by_state", "state", "update_id"),
)

# Every message that is to be sent, or edited, in reply to an update.
outgoing = Table(
    "outgoing",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("update_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    # the method of the Bot API and its parameters, in JSON; null once it is closed
    Column("method", String(32), nullable=False),
    Column("parameters", Text),
    # due, sending (Telegram was asked, and its receipt is not here yet), sent, or undeliverable
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    # how often it was sent again because the receipt of an earlier attempt was lost
    Column("repeats", Integer, nullable=False),
    # why it can never be delivered
    Column("reason", String(200)),
    Column("made_at", Float, nullable=False),
    Column("closed_at", Float),
    Column("owner", String(32), nullable=False),
    Index("outgoing_by_state", "state", "id"),
    Index("outgoing_by_update", "update_id"),
)

# The conversation of a person as it was after each of their messages, and the bot's message that answers it.
conversations = Table(
    "conversations",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    # null until it is sent
    Column("reply_id", BigInteger),
    Column("changed_at", Float, nullable=False),
    Index("conversations_by_reply", "chat_id", "reply_id"),
    Index("conversations_by_person", "chat_id", "person_id", "message_id"),
)

# The processes that share this store. One that has not said for some seconds that it is alive has lost its work to the
# others.
processes = Table(
    "processes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("alive_until", Float, nullable=False),
)

# What people have passed on to the desk: questions that the paper does not answer, and reports.
cases = Table(
    "cases",
    metadata,
    # the number that people see
    Column("id", Integer, primary_key=True, autoincrement=True),
    # who hears of it: their chat, and their message; 0 and null once they are forgotten
    Column("chat_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("language", String(8), nullable=False),
    # question or report
    Column("category", String(16), nullable=False),
    # what it is about, of what the desk sorts its cases by; null where nobody has said
    Column("subject", String(32)),
    # open, taken, answered or closed
    Column("state", String(16), nullable=False),
    # what was asked or reported, with its context, in JSON; null once it is forgotten
    Column("content", Text),
    # the group of photos that it came with: each of them is a message of its own
    Column("album", String(64)),
    # what the desk has answered; null before, and once it is forgotten
    Column("reply", Text),
    # the name of the operator who took it, for the other operators
    Column("taker", String(64)),
    # the message in the operators' chat that shows it; null until it is sent
    Column("card_id", BigInteger),
    Column("opened_at", Float, nullable=False),
    Column("taken_at", Float),
    Column("answered_at", Float),
    Column("closed_at", Float),
    # when the reply was published as a page
    Column("published_at", Float),
    # when the operators heard of it last: opened, taken, or reminded
    Column("reminded_at", Float, nullable=False),
    Column("changed_at", Float, nullable=False),
    Index("cases_by_message", "chat_id", "message_id", unique=True),
    Index("cases_by_state", "state", "id"),
    Index("cases_by_person", "person_id", "id"),
    # a number is never given twice: a button below an old message would lead to another person's case
    sqlite_autoincrement=True,
)

# Questions whose answer somebody wants to hear of when a page has it; deleted when they have heard.
wishes = Table(
    "wishes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    # the message that asks
    Column("message_id", BigInteger, nullable=False),
    Column("language", String(8), nullable=False),
    # the question and those before it, as a conversation in JSON; and the article that came nearest
    Column("state", Text, nullable=False),
    Column("nearest", Text),
    Column("made_at", Float, nullable=False),
    Index("wishes_by_message", "chat_id", "message_id", unique=True),
    Index("wishes_by_person", "person_id"),
    # a number is never given twice: a process remembers the last that it has looked at
    sqlite_autoincrement=True,
)

# Whether a message of the bot helped a person.
ratings = Table(
    "ratings",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("helpful", Boolean, nullable=False),
    Column("rated_at", Float, nullable=False),
    Index("ratings_by_person", "person_id"),
)

# Every question that was answered or refused, for the figures. Who asked, and where, is kept as a keyed hash only, and
# not at all after /forget.
answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("update_id", BigInteger, nullable=False),
    Column("person", String(32)),
    Column("chat", String(32)),
    # answer, related, or silent
    Column("band", String(16), nullable=False),
    # its words in the form that questions are compared in; null where they are not to be kept
    Column("question", Text),
    # whether it asks the same as the one before in other words, and whether the next one does
    Column("is_rephrasing", Boolean, nullable=False),
    Column("is_rephrased", Boolean, nullable=False),
    Column("asked_at", Float, nullable=False),
    # when Telegram had taken the reply, and its number; null until then
    Column("sent_at", Float),
    Column("reply_id", BigInteger),
    Index("answers_by_time", "asked_at"),
    Index("answers_by_update", "update_id"),
    Index("answers_by_person", "person", "id"),
)

# Photos that were sent together, each of which is an update: what is said about an album is said once, whichever
# process takes its photos.
albums = Table(
    "albums",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("album", String(64), primary_key=True),
    Column("claimed_at", Float, nullable=False),
)

# Single things that the store knows, by name: the key of the hashes, the new numbers of chats.
facts = Table(
    "facts",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
