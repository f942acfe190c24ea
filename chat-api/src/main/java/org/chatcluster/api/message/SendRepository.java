package org.chatcluster.api.message;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.chatcluster.api.mention.MentionedTags;
import org.chatcluster.api.message.SendResult.NoSuchReply;
import org.chatcluster.api.message.SendResult.NotMember;
import org.chatcluster.api.message.SendResult.Repeat;
import org.chatcluster.api.message.SendResult.Sent;
import org.jspecify.annotations.Nullable;

/// The one statement of the hot path, on connections of its own (pool `send`), one commit a call.
///
/// Rules that it keeps:
/// - Rows are locked in the order chat by id, then that chat's membership, as everywhere, so two
///   statements can't wait for each other.
/// - The membership is read through a row lock: a plain subquery would see the statement's snapshot
///   even after waiting for the chat's lock, and let a member who is being removed send one more
///   message.
/// - A repeat is looked up before `seq` is counted up, so it takes none. Two transactions that race
///   with the same client id end in a unique violation, and with the same key in a null where none
///   may be, and the later one is rolled back whole.
/// - A key older than 24 hours counts as absent, and its row is replaced; the row of a younger one,
///   which another transaction has just written, would be left without a time, and may not.
/// - `ts` is taken while the chat is locked and is never below the last one, so it does not go
///   backwards with `seq`, even if the clock does.
///
/// The author's read mark is not moved: own messages never count as unread, so it can be derived,
/// which takes a third off the statement (ADR-0008).
@Singleton
final class SendRepository implements SendStatement {
    private static final String TEMPLATE =
            """
            WITH item AS MATERIALIZED (
                SELECT * FROM unnest(?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                                     ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[]%s)
                    AS i (ord, chat_id, author_id, type, content, payload,
                          reply_to_id, client_id, key_digest, others_digest, fingerprint%s)
            ), repeat AS MATERIALIZED (
                SELECT i.ord, coalesce(k.chat_id, 0) AS chat_id, coalesce(k.seq, 0) AS seq, k.fingerprint,
                       CASE WHEN k.key_digest = i.key_digest THEN 1 ELSE 2 END AS rank
                  FROM item i
                  JOIN idempotency_keys k ON k.user_id = i.author_id
                                         AND k.key_digest = ANY (ARRAY[i.key_digest, i.others_digest])
                                         AND k.created_at > now() - interval '24 hours'
                UNION ALL
                SELECT i.ord, m.chat_id, m.seq, NULL, 3
                  FROM item i
                  JOIN messages m ON m.author_id = i.author_id AND m.client_id = i.client_id
            ), chat AS MATERIALIZED (
                SELECT c.id
                  FROM chats c
                 WHERE c.id = ANY (ARRAY(SELECT i.chat_id FROM item i
                                          WHERE NOT EXISTS (SELECT FROM repeat r WHERE r.ord = i.ord)))
                 ORDER BY c.id
                   FOR NO KEY UPDATE
            ), member AS MATERIALIZED (
                SELECT i.*
                  FROM item i
                  JOIN chat_members m ON m.chat_id = i.chat_id AND m.user_id = i.author_id
                 WHERE i.chat_id = ANY (ARRAY(SELECT id FROM chat))
                   FOR KEY SHARE OF m
            ), fresh AS MATERIALIZED (
                SELECT i.*, row_number() OVER (PARTITION BY i.chat_id ORDER BY i.ord) AS n
                  FROM member i
                 WHERE NOT EXISTS (SELECT FROM repeat r WHERE r.ord = i.ord)
                   AND (i.reply_to_id IS NULL
                        OR EXISTS (SELECT FROM messages r
                                    WHERE r.id = i.reply_to_id AND r.chat_id = i.chat_id AND r.deleted_at IS NULL))
            ), bump AS (
                UPDATE chats c
                   SET seq = c.seq + f.n,
                       last_author_id = f.last_author_id,
                       last_message_at = greatest(clock_timestamp(), c.last_message_at, c.meta_at),
                       other_message_at = CASE
                           WHEN f.by_several THEN greatest(clock_timestamp(), c.last_message_at, c.meta_at)
                           WHEN c.last_author_id IS DISTINCT FROM f.last_author_id THEN c.last_message_at
                           ELSE c.other_message_at END
                  FROM (SELECT chat_id, count(*) AS n, min(author_id) <> max(author_id) AS by_several,
                               (array_agg(author_id ORDER BY n DESC))[1] AS last_author_id
                          FROM fresh GROUP BY chat_id) f
                 WHERE c.id = f.chat_id
                RETURNING c.id, c.seq - f.n AS before, c.members_version, c.last_message_at AS ts
            ), placed AS MATERIALIZED (
                SELECT f.*, b.before + f.n AS seq, b.members_version, b.ts,
                       nextval('message_ids') AS id, nextval('outbox_id_seq') AS outbox_id%s
                  FROM fresh f JOIN bump b ON b.id = f.chat_id%s
                 ORDER BY f.chat_id, f.n
            ), sent AS (
                INSERT INTO messages (id, chat_id, seq, change_seq, author_id, type, content, payload,
                                      ts, reply_to_id, client_id%s)
                SELECT id, chat_id, seq, seq, author_id, type, content, payload::json,
                       ts, reply_to_id, client_id%s
                  FROM placed
            ), keyed AS (
                INSERT INTO idempotency_keys AS k (user_id, key_digest, fingerprint, chat_id, seq)
                SELECT author_id, key_digest, fingerprint, chat_id, seq
                  FROM placed WHERE key_digest IS NOT NULL
                    ON CONFLICT (user_id, key_digest) DO UPDATE
                   SET fingerprint = excluded.fingerprint, status = NULL, answer = NULL,
                       chat_id = excluded.chat_id, seq = excluded.seq,
                       created_at = CASE WHEN k.created_at <= now() - interval '24 hours' THEN now() END
            ), queued AS (
                INSERT INTO outbox (id, event, chat_id, seq, members_version)
                SELECT outbox_id, 1, chat_id, seq, members_version FROM placed
            )%s
            SELECT i.ord, p.id, p.seq, p.ts, p.members_version, p.outbox_id,
                   r.chat_id AS repeat_chat_id, r.seq AS repeat_seq, r.fingerprint AS repeat_fingerprint,
                   EXISTS (SELECT FROM member WHERE member.ord = i.ord) AS is_member%s
              FROM item i
              LEFT JOIN placed p ON p.ord = i.ord
              LEFT JOIN repeat r ON r.ord = i.ord
             ORDER BY i.ord, r.rank
            """;

    private static final String SEND = TEMPLATE.formatted("", "", "", "", "", "", "", "");

    /// Also resolves tags, for a batch in which there are any.
    private static final String SEND_MENTIONING =
            TEMPLATE.formatted(
                    ", ?::text[]",
                    ", tags",
                    ", mentioned.ids AS mentions",
                    """

                    LEFT JOIN LATERAL (
                         SELECT array_agg(u.id ORDER BY u.id) AS ids
                           FROM users u
                           JOIN chat_members x ON x.chat_id = f.chat_id AND x.user_id = u.id
                          WHERE u.tag = ANY (string_to_array(f.tags, ' '))) mentioned ON true\
                    """,
                    ", mentions",
                    ", mentions",
                    """
                    , noted AS (
                        INSERT INTO mentions (chat_id, user_id, seq)
                        SELECT p.chat_id, m.user_id, p.seq
                          FROM placed p CROSS JOIN unnest(p.mentions) AS m (user_id)
                         WHERE m.user_id <> p.author_id
                    )\
                    """,
                    ", p.mentions");

    private final DataSource dataSource;
    private final MessageJson json;

    SendRepository(@Named("send") DataSource dataSource, MessageJson json) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
        this.json = json;
    }

    @Override
    public List<SendResult> send(List<Draft> drafts) throws SQLException {
        List<String> tags = drafts.stream().map(SendRepository::tags).toList();
        boolean mentioning = !tags.stream().allMatch(String::isEmpty);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(mentioning ? SEND_MENTIONING : SEND)) {
            bind(connection, statement, drafts);
            if (mentioning) {
                statement.setArray(12, connection.createArrayOf("text", tags.toArray()));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return results(rows, drafts.size(), mentioning);
            }
        }
    }

    private static String tags(Draft draft) {
        return String.join(" ", MentionedTags.in(draft.content()));
    }

    private void bind(Connection connection, PreparedStatement statement, List<Draft> drafts)
            throws SQLException {
        Integer[] ordinals = new Integer[drafts.size()];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = i;
        }
        Column column = new Column(connection, statement, drafts);
        statement.setArray(1, connection.createArrayOf("int4", ordinals));
        column.longs(2, Draft::chatId);
        column.longs(3, draft -> draft.author().id());
        column.texts(4, Draft::type);
        column.texts(5, Draft::content);
        column.texts(6, draft -> json.encode(draft.payload()));
        column.longs(7, Draft::replyToId);
        column.texts(8, Draft::clientId);
        column.texts(9, draft -> draft.mark() == null ? null : draft.mark().name());
        column.texts(10, draft -> draft.mark() == null ? null : draft.mark().others());
        column.texts(11, draft -> draft.mark() == null ? null : draft.mark().fingerprint());
    }

    private static List<SendResult> results(ResultSet rows, int count, boolean mentioning)
            throws SQLException {
        List<SendResult> results = new ArrayList<>(count);
        while (rows.next()) {
            // A draft that repeats by key and by client id has two rows; the key's comes first and
            // counts; so does its own before that of another kind of call.
            if (rows.getInt("ord") == results.size()) {
                results.add(result(rows, mentioning ? mentions(rows) : List.of()));
            }
        }
        return results;
    }

    private static List<Long> mentions(ResultSet row) throws SQLException {
        Array mentions = row.getArray("mentions");
        return mentions == null ? List.of() : List.of((Long[]) mentions.getArray());
    }

    private static SendResult result(ResultSet row, List<Long> mentions) throws SQLException {
        long outboxId = row.getLong("outbox_id");
        if (!row.wasNull()) {
            return new Sent(
                    row.getLong("id"),
                    row.getLong("seq"),
                    row.getObject("ts", OffsetDateTime.class).toInstant(),
                    row.getLong("members_version"),
                    outboxId,
                    mentions);
        }
        long repeatSeq = row.getLong("repeat_seq");
        if (!row.wasNull()) {
            return new Repeat(
                    row.getLong("repeat_chat_id"), repeatSeq, row.getString("repeat_fingerprint"));
        }
        return row.getBoolean("is_member") ? new NoSuchReply() : new NotMember();
    }

    /// Binds one array parameter a column, with one element a draft.
    private record Column(Connection connection, PreparedStatement statement, List<Draft> drafts) {
        void longs(int index, Function<Draft, @Nullable Long> value) throws SQLException {
            bind(index, "int8", drafts.stream().map(value).toArray(Long[]::new));
        }

        void texts(int index, Function<Draft, @Nullable String> value) throws SQLException {
            bind(index, "text", drafts.stream().map(value).toArray(String[]::new));
        }

        /// Arrays of just these element types travel in binary, which spares quoting the contents.
        private void bind(int index, String type, Object[] values) throws SQLException {
            statement.setArray(index, connection.createArrayOf(type, values));
        }
    }
}
