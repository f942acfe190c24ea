-- What is kept of a user's presence; who is online, Redis knows. Rows are written in batches, again and
-- again: they are narrow, their pages have room, and no index leads to what changes, so that an update
-- stays heap-only. A user who was never seen and never hid has no row.
CREATE TABLE user_presence (
    user_id      bigint PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    last_seen_at timestamptz,
    hidden       boolean NOT NULL DEFAULT false
) WITH (fillfactor = 70);
