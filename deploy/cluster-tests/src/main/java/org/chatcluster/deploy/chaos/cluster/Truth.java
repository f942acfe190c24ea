package org.chatcluster.deploy.chaos.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatcluster.deploy.backends.BackendAddresses;
import org.chatcluster.deploy.chaos.history.Mark;
import org.chatcluster.deploy.chaos.history.MembershipFact;
import org.chatcluster.deploy.chaos.history.State;
import org.chatcluster.deploy.chaos.history.Stored;
import org.chatcluster.deploy.client.stream.Frames;

/// What PostgreSQL holds, asked directly.
public record Truth(BackendAddresses backends) {
    private static final String STORED =
            """
            SELECT chat_id, seq, author_id, change_seq, content, deleted_at IS NOT NULL,
                   coalesce(reactions::text, '[]'), (extract(epoch FROM ts) * 1000000)::bigint,
                   (extract(epoch FROM coalesce(changed_at, ts)) * 1000000)::bigint,
                   type = 'system'
              FROM messages WHERE chat_id = ANY (?) ORDER BY chat_id, seq
            """;

    private static final String MARKS =
            """
            SELECT chat_id, user_id, last_read_seq FROM chat_members WHERE chat_id = ANY (?)
            """;

    /// The contract tells counts up to 1,000.
    private static final String UNREAD =
            """
            SELECT m.chat_id, m.user_id,
                   least(1000, (SELECT count(*) FROM messages AS unread
                                 WHERE unread.chat_id = m.chat_id AND unread.seq > m.last_read_seq
                                   AND unread.author_id <> m.user_id AND unread.deleted_at IS NULL
                                   AND unread.type <> 'system'))
              FROM chat_members AS m WHERE m.chat_id = ANY (?)
            """;

    private static final String MEMBERS =
            """
            SELECT chat_id, user_id FROM chat_members WHERE chat_id = ANY (?)
            """;

    private static final String COMINGS_AND_GOINGS =
            """
            SELECT m.chat_id, m.seq, u.id::bigint, m.payload ->> 'kind' = 'member_added',
                   (extract(epoch FROM m.ts) * 1000000)::bigint
              FROM messages AS m, json_array_elements_text(m.payload -> 'user_ids') AS u (id)
             WHERE m.chat_id = ANY (?) AND m.type = 'system' AND m.payload ->> 'kind' LIKE 'member_%'
             ORDER BY m.chat_id, m.seq
            """;

    private static final String CLOSE =
            """
            SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
             WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
            """;

    /// Returns the messages of these chats.
    public List<Stored> stored(Set<Long> chats) {
        return rows(
                STORED,
                chats,
                row ->
                        new Stored(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                new State(
                                        row.getLong(4),
                                        row.getString(5),
                                        row.getBoolean(6),
                                        reactions(row.getString(7))),
                                row.getLong(8),
                                row.getLong(9),
                                row.getBoolean(10)));
    }

    private static Map<String, Integer> reactions(String json) {
        Map<String, Integer> counts = new HashMap<>();
        Frames.parse(json)
                .forEach(reaction ->
                        counts.put(
                                reaction.path("emoji").asText(),
                                reaction.path("count").intValue()));
        return counts;
    }

    /// Returns every member's read mark.
    public List<Mark> marks(Set<Long> chats) {
        return rows(MARKS, chats, row -> new Mark(row.getLong(2), row.getLong(1), row.getLong(3)));
    }

    /// Returns every member's unread count, as a mark.
    public List<Mark> unread(Set<Long> chats) {
        return rows(UNREAD, chats, row -> new Mark(row.getLong(2), row.getLong(1), row.getLong(3)));
    }

    /// Returns who is a member.
    public Map<Long, Set<Long>> members(Set<Long> chats) {
        Map<Long, Set<Long>> members = new HashMap<>();
        rows(MEMBERS, chats, row -> new Mark(row.getLong(2), row.getLong(1), 0))
                .forEach(member ->
                        members.computeIfAbsent(member.chatId(), _ -> new HashSet<>())
                                .add(member.userId()));
        return members;
    }

    /// Returns who came and went, as the system messages tell it.
    public List<MembershipFact> comingsAndGoings(Set<Long> chats) {
        return rows(
                COMINGS_AND_GOINGS,
                chats,
                row ->
                        new MembershipFact(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getBoolean(4),
                                row.getLong(5)));
    }

    /// Closes every connection but its own.
    public void closeConnections() {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(CLOSE);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next() || rows.getLong(1) == 0) {
                throw new IllegalStateException("no connection was closed");
            }
        } catch (SQLException failed) {
            throw new Unanswered(failed);
        }
    }

    private <T> List<T> rows(String query, Set<Long> chats, RowReader<T> reader) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("bigint", chats.toArray()));
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
            }
            return all;
        } catch (SQLException failed) {
            throw new Unanswered(failed);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                backends.databaseUrl() + "?connectTimeout=5&socketTimeout=20",
                backends.databaseUsername(),
                backends.databasePassword());
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// PostgreSQL did not answer.
    public static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(SQLException cause) {
            super(cause);
        }
    }
}
