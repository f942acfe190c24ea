-- What a client or gateway that was away asks for, and who may come back.

-- An index over many messages takes longer than a call may.
SET LOCAL statement_timeout = 0;

-- Messages that were changed after they were sent, in the order of the changes. A fresh message is
-- found by the primary key, so the hot path pays nothing for this index.
CREATE INDEX messages_changed ON messages (chat_id, change_seq) WHERE change_seq > seq;

-- When the watermark last moved; null if it never has. No index leads to it either, so that moving
-- the watermark stays a heap-only update.
ALTER TABLE chat_members ADD COLUMN last_read_at timestamptz;

-- Every node asks each second which families were revoked of late.
CREATE INDEX token_families_revoked ON token_families (revoked_at) WHERE revoked_at IS NOT NULL;

-- Null unless an administrator has shut the account out.
ALTER TABLE users ADD COLUMN blocked_at timestamptz;
