package org.chatcluster.api.node;

/// A table of messages so large that a plan which reads all of it would show: 60 chats of 1,000
/// messages each, one in twenty edited, and what the planner knows of it brought up to date.
public final class LongTalk {
    private LongTalk() {}

    /// Writes it by SQL; the chats and users begin at 1.
    public static void in(NodeWithChats chats) {
        chats.run(
                """
                INSERT INTO users (id, email, password_hash, display_name, tag)
                SELECT i, 'talker' || i || '@example.com', '-', 'Talker', 'talker' || i
                  FROM generate_series(1, 60) AS i
                """);
        chats.run(
                """
                INSERT INTO chats (id, type, title, seq, last_author_id, last_message_at)
                SELECT i, 'group', 'g', 1050, 1, now() FROM generate_series(1, 60) AS i
                """);
        chats.run(
                """
                INSERT INTO chat_members (chat_id, user_id)
                SELECT c, u FROM generate_series(1, 60) AS c, generate_series(1, 60) AS u
                """);
        chats.run(
                """
                INSERT INTO messages (chat_id, seq, change_seq, author_id, type, content, ts, changed_at)
                SELECT c, s, CASE WHEN s % 20 = 0 THEN 1000 + s / 20 ELSE s END, 1 + s % 60, 'text',
                       repeat('x', 100), now(), CASE WHEN s % 20 = 0 THEN now() END
                  FROM generate_series(1, 60) AS c, generate_series(1, 1000) AS s
                """);
        chats.run("ANALYZE");
    }
}
