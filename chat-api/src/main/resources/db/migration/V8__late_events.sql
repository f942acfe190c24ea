-- What was published long after its commit.

-- A gateway that lost its subscription asks for what was committed since then, give or take some
-- seconds. What had waited longer in the outbox, and was published while the gateway did not listen, is
-- older than that: here stands how much older.
CREATE TABLE late_events (
    published_at timestamptz NOT NULL,
    oldest       timestamptz NOT NULL
);
CREATE INDEX late_events_age ON late_events (published_at);
