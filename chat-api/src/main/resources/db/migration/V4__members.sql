-- What changes about a chat besides its messages, and what a member sets for themself alone.

-- An index over many users takes longer than a call may.
SET LOCAL statement_timeout = 0;

-- meta_seq: the seq of the last change of title, avatar, roles or members, which is a system message's;
-- meta_at: that message's ts, and never above a later one's. deleted_at: the group was deleted and has no
-- members any more; its messages go in batches, then the row. None of them is indexed but the last, which
-- a send does not touch, so that counting up seq stays a heap-only update.
ALTER TABLE chats
    ADD COLUMN meta_seq   bigint NOT NULL DEFAULT 0,
    ADD COLUMN meta_at    timestamptz,
    ADD COLUMN avatar_url text,
    ADD COLUMN deleted_at timestamptz;
CREATE INDEX chats_deleted ON chats (deleted_at) WHERE deleted_at IS NOT NULL;

-- hidden_seq: the chat's seq when the member hid it; it is back with the first message above that.
ALTER TABLE chat_members
    ADD COLUMN muted_until timestamptz,
    ADD COLUMN pinned_at   timestamptz,
    ADD COLUMN hidden_seq  bigint;

-- Who left which group last, and at which seq, so that a gateway that was cut off can tell them. Kept for
-- a day.
CREATE TABLE departures (
    user_id     bigint      NOT NULL,
    chat_id     bigint      NOT NULL,
    seq         bigint      NOT NULL,
    departed_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, chat_id)
);
CREATE INDEX departures_age ON departures (departed_at);

-- Prefixes are ranges in the order of the bytes.
CREATE INDEX users_tag_prefix ON users (tag COLLATE "C");
CREATE INDEX users_name_prefix ON users (lower(display_name) COLLATE "C");
