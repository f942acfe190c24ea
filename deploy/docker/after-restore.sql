-- Run in a database that was restored from a backup, before any API node works on it. What was numbered after
-- the backup is known to clients and to the holders of tokens, so nothing may be numbered like it (ADR-0023).
BEGIN;
SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now_ms \gset

-- meta_seq too: `resume` then brings every chat's title and members as they are here.
UPDATE chats SET seq = greatest(seq + 1000000, :now_ms), meta_seq = greatest(seq + 1000000, :now_ms);

-- The ids of users, chats, messages and of what waits to be published.
SELECT count(setval(format('%I.%I', schemaname, sequencename)::regclass, greatest(coalesce(last_value, 0) + 1000000, :now_ms)))
  FROM pg_sequences WHERE schemaname = 'public' \g /dev/null
COMMIT;

-- A dump has no statistics for the planner.
ANALYZE;
