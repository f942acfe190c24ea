package org.chatcluster.api.node;

import io.micronaut.json.tree.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/// A node and what its clients do, with the changes that no call makes yet written by SQL.
public final class NodeWithChats implements AutoCloseable {
    private final Map<String, Object> settings;
    private final ApiNode node;

    /// Starts a node on a database of its own.
    public NodeWithChats() {
        this(ApiNode.settings(Map.of()));
    }

    /// Starts a node with these settings.
    public NodeWithChats(Map<String, Object> settings) {
        this.settings = settings;
        this.node = ApiNode.start(settings);
    }

    public ApiNode node() {
        return node;
    }

    public long group(Reply creator, Reply... others) {
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

    public Reply send(Reply author, long chat, String content) {
        return node.rest()
                .post(
                        "/api/v1/messages",
                        "{\"chat_id\": " + chat + ", \"content\": \"" + content + "\"}",
                        author.bearer());
    }

    public Reply sync(Reply caller, String body, String... headers) {
        String[] all = new String[2 + headers.length];
        System.arraycopy(caller.bearer(), 0, all, 0, 2);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return node.rest().post("/api/v1/sync", body, all);
    }

    /// Changes a message as an edit would: one seq, under the chat's lock.
    public void edit(long chat, long seq, String content) {
        change(chat, seq, "content = '" + content + "', edited_at = clock_timestamp()");
    }

    public void delete(long chat, long seq) {
        change(chat, seq, "content = '', deleted_at = clock_timestamp()");
    }

    /// Adds messages as fast as SQL does.
    public void fill(long chat, Reply author, int count) {
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

    /// Makes many users who are members of a chat from its beginning, and returns the lowest of
    /// their ids, which are without gaps.
    public long crowd(long chat, int count) {
        run(
                """
                WITH u AS (
                    INSERT INTO users (email, password_hash, display_name, tag)
                    SELECT 'crowd' || ? || '-' || i || '@example.com', '-', 'Crowd', 'crowd' || ? || 'n' || i
                      FROM generate_series(1, ?) AS i
                    RETURNING id
                ), c AS (UPDATE chats SET members_version = members_version + 1 WHERE id = ?)
                INSERT INTO chat_members (chat_id, user_id) SELECT ?, id FROM u
                """,
                chat,
                chat,
                count,
                chat,
                chat);
        return query("SELECT min(id) FROM users WHERE email LIKE 'crowd" + chat + "-%'");
    }

    /// Makes all that is there an hour older.
    public void age() {
        run(
                """
                WITH m AS (UPDATE messages SET ts = ts - interval '1 hour',
                                  edited_at = edited_at - interval '1 hour',
                                  changed_at = changed_at - interval '1 hour'),
                     c AS (UPDATE chats SET last_message_at = last_message_at - interval '1 hour',
                                  last_change_at = last_change_at - interval '1 hour')
                UPDATE chat_members SET joined_at = joined_at - interval '1 hour',
                       last_read_at = last_read_at - interval '1 hour'
                """);
    }

    public void removeMember(long chat, Reply member) {
        run(
                "DELETE FROM chat_members WHERE chat_id = ? AND user_id = ?",
                chat,
                Long.valueOf(member.field("user.id")));
    }

    /// Returns how the database runs a query with `:name` parameters, once with a plan for these
    /// values and once with one for any.
    ///
    /// @param parameters by name, a type and a literal
    public String plans(String query, Map<String, String[]> parameters) {
        List<String> names = List.copyOf(parameters.keySet());
        String prepared = query;
        for (int i = 0; i < names.size(); i++) {
            prepared = prepared.replace(":" + names.get(i), "$" + (i + 1));
        }
        List<String[]> values = names.stream().map(name -> parameters.get(name)).toList();
        String types = String.join(", ", values.stream().map(value -> value[0]).toList());
        String literals = String.join(", ", values.stream().map(value -> value[1]).toList());
        StringBuilder plans = new StringBuilder();
        try (Connection connection = TestBackends.connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute("PREPARE query (" + types + ") AS " + prepared);
            for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
                statement.execute("SET plan_cache_mode = " + mode);
                try (ResultSet lines =
                        statement.executeQuery("EXPLAIN EXECUTE query (" + literals + ")")) {
                    while (lines.next()) {
                        plans.append(lines.getString(1)).append('\n');
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(prepared, e);
        }
        return plans.toString();
    }

    /// Returns the one number that a query gives.
    public long query(String sql) {
        try (Connection connection = TestBackends.connect(settings);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new AssertionError("no row: " + sql);
            }
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void run(String sql, Object... parameters) {
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
    public static List<JsonNode> list(Reply reply, String field) {
        return StreamSupport.stream(
                        Objects.requireNonNull(reply.json().get(field)).values().spliterator(),
                        false)
                .toList();
    }

    public static long number(JsonNode node, String field) {
        return Objects.requireNonNull(node.get(field)).getLongValue();
    }

    public static String text(JsonNode node, String field) {
        return Objects.requireNonNull(node.get(field)).getStringValue();
    }

    /// Returns the data of a change.
    public static JsonNode data(JsonNode change) {
        return Objects.requireNonNull(change.get("data"));
    }

    @Override
    public void close() {
        node.close();
    }

    private void change(long chat, long seq, String set) {
        run(
                """
                WITH c AS (UPDATE chats SET seq = seq + 1, last_change_at = clock_timestamp()
                            WHERE id = ? RETURNING id, seq, last_change_at)
                UPDATE messages m SET change_seq = c.seq, changed_at = c.last_change_at, %s
                  FROM c WHERE m.chat_id = c.id AND m.seq = ?
                """
                        .formatted(set),
                chat,
                seq);
    }
}
