-- What has been told as read by all.

-- A floor is made for every chat, and reads every membership to make it.
SET LOCAL statement_timeout = 0;

-- Authors have been told of every message up to floor_seq, and ahead_user of their own up to ahead_seq
-- too: a message's author does not count among its readers, so the member who has read least holds up
-- everybody's messages but their own. No foreign key: a row is written only behind a membership.
CREATE TABLE read_floors (
    chat_id    bigint PRIMARY KEY,
    floor_seq  bigint NOT NULL DEFAULT 0,
    ahead_user bigint NOT NULL DEFAULT 0,
    ahead_seq  bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 80);

-- What is read by all already is no news.
INSERT INTO read_floors (chat_id, floor_seq, ahead_user, ahead_seq)
SELECT c.id, l.low, l.low_user, l.next
  FROM chats c
 CROSS JOIN LATERAL (
       SELECT min(m.last_read_seq) AS low, max(m.last_read_seq) AS next,
              (array_agg(m.user_id ORDER BY m.last_read_seq, m.user_id))[1] AS low_user
         FROM (SELECT x.user_id, x.last_read_seq FROM chat_members x
                WHERE x.chat_id = c.id ORDER BY x.last_read_seq, x.user_id LIMIT 2) m
       HAVING count(*) = 2) l
 WHERE l.next > 0;
