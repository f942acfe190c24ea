package org.chatcluster.api.sync;

import io.micronaut.json.tree.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Reply;
import org.chatcluster.api.node.TestBackends;

/// A node and what its clients do, with the changes that no call makes yet written by SQL.
final class SyncedChats implements AutoCloseable {
    private final Map<String, Object> settings = ApiNode.settings(Map.of());
    private final ApiNode node = ApiNode.start(settings);

    ApiNode node() {
        return node;
    }

    long group(Reply creator, Reply... others) {
        String ids =
                String.join(",", List.of(others).stream().map(r -> r.field("user.id")).toList());
        return Long.parseLong(
                node.rest()
                        .post(
                                "/api/v1/chats",
                                "{\"title\": \"G\", \"user_ids\": [" + ids + "]}",
                                creator.bearer())
                        .field("id"));
    }

    Reply send(Reply author, long chat, String content) {
        return node.rest()
                .post(
                        "/api/v1/messages",
                        "{\"chat_id\": " + chat + ", \"content\": \"" + content + "\"}",
                        author.bearer());
    }

    Reply sync(Reply caller, String body, String... headers) {
        String[] all = new String[2 + headers.length];
        System.arraycopy(caller.bearer(), 0, all, 0, 2);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return node.rest().post("/api/v1/sync", body, all);
    }

    /// Changes a message as an edit would: one seq, under the chat's lock.
    void edit(long chat, long seq, String content) {
        change(chat, seq, "content = '" + content + "', edited_at = clock_timestamp()");
    }

    void delete(long chat, long seq) {
        change(chat, seq, "content = '', deleted_at = clock_timestamp()");
    }

    /// Adds messages as fast as SQL does.
    void fill(long chat, Reply author, int count) {
        run(
                """
                WITH c AS (UPDATE chats SET seq = seq + ?, last_message_at = clock_timestamp(),
                                  last_author_id = ? WHERE id = ? RETURNING id, seq)
                INSERT INTO messages (chat_id, seq, change_seq, author_id, type, content, ts)
                SELECT c.id, c.seq - ? + i, c.seq - ? + i, ?, 'text', 'filled ' || i, clock_timestamp()
                  FROM c, generate_series(1, ?) AS i
                """,
                count,
                Long.valueOf(author.field("user.id")),
                chat,
                count,
                count,
                Long.valueOf(author.field("user.id")),
                count);
    }

    void removeMember(long chat, Reply member) {
        run(
                "DELETE FROM chat_members WHERE chat_id = ? AND user_id = ?",
                chat,
                Long.valueOf(member.field("user.id")));
    }

    void run(String sql, Object... parameters) {
        try (Connection connection = TestBackends.connect(settings);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// Returns the members of an array of the answer.
    static List<JsonNode> list(Reply reply, String field) {
        return StreamSupport.stream(
                        Objects.requireNonNull(reply.json().get(field)).values().spliterator(),
                        false)
                .toList();
    }

    static long number(JsonNode node, String field) {
        return Objects.requireNonNull(node.get(field)).getLongValue();
    }

    static String text(JsonNode node, String field) {
        return Objects.requireNonNull(node.get(field)).getStringValue();
    }

    /// Returns the data of a change.
    static JsonNode data(JsonNode change) {
        return Objects.requireNonNull(change.get("data"));
    }

    @Override
    public void close() {
        node.close();
    }

    private void change(long chat, long seq, String set) {
        run(
                """
                WITH c AS (UPDATE chats SET seq = seq + 1 WHERE id = ? RETURNING id, seq)
                UPDATE messages m SET change_seq = c.seq, %s
                  FROM c WHERE m.chat_id = c.id AND m.seq = ?
                """
                        .formatted(set),
                chat,
                seq);
    }
}
