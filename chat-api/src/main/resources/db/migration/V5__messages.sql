-- What happens to a message after it was sent. Nothing here is an index over messages, so that a send
-- costs what it did.

-- changed_at: when the change was made that change_seq names, and null until there is one.
-- reactions: how often each emoji stands there and the first users who gave it; kept with the rows of
-- the table reactions under the chat's lock, so that a page of messages needs no other table.
ALTER TABLE messages
    ADD COLUMN changed_at timestamptz,
    ADD COLUMN mentions bigint[],
    ADD COLUMN reactions json,
    ADD COLUMN pinned_at timestamptz;

-- The newest changed_at of the chat's messages: it does not go backwards with change_seq.
ALTER TABLE chats ADD COLUMN last_change_at timestamptz;

-- What a message said before; change_seq is the change that ended it, ts the time when it was written.
CREATE TABLE message_edits (
    chat_id    bigint      NOT NULL,
    seq        bigint      NOT NULL,
    change_seq bigint      NOT NULL,
    content    text        NOT NULL,
    ts         timestamptz NOT NULL,
    PRIMARY KEY (chat_id, seq, change_seq)
);

CREATE TABLE reactions (
    chat_id    bigint      NOT NULL,
    seq        bigint      NOT NULL,
    emoji      text        NOT NULL,
    user_id    bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (chat_id, seq, emoji, user_id)
);

-- Who is mentioned where by somebody else; messages.mentions has the same by message.
CREATE TABLE mentions (
    chat_id bigint NOT NULL,
    user_id bigint NOT NULL,
    seq     bigint NOT NULL,
    PRIMARY KEY (chat_id, user_id, seq)
);

-- The messages of a chat with a pinned_at.
CREATE TABLE pins (
    chat_id bigint NOT NULL,
    seq     bigint NOT NULL,
    PRIMARY KEY (chat_id, seq)
);
