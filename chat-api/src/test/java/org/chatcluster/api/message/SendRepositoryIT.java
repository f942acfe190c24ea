package org.chatcluster.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatcluster.api.idempotency.Idempotency.Mark;
import org.chatcluster.api.message.SendResult.NoSuchReply;
import org.chatcluster.api.message.SendResult.NotMember;
import org.chatcluster.api.message.SendResult.Repeat;
import org.chatcluster.api.message.SendResult.Sent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The rules that the send statement keeps, against a real PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendRepositoryIT {
    private final ChatDatabase database = ChatDatabase.create();
    private final SendRepository repository =
            new SendRepository(database.dataSource(), new MessageJson(JsonMapper.createDefault()));

    private long alice;
    private long bob;

    @BeforeAll
    void addUsers() throws SQLException {
        alice = database.newUser();
        bob = database.newUser();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void seqIsContiguousInEachChatUnderParallelBatches() throws Exception {
        List<Long> chats = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            chats.add(database.newGroup(alice, bob));
        }
        Callable<Integer> writer =
                () -> {
                    for (int i = 0; i < 20; i++) {
                        repository.send(randomDrafts(chats));
                    }
                    return 20;
                };

        try (ExecutorService writers = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> done :
                    writers.invokeAll(IntStream.range(0, 6).mapToObj(_ -> writer).toList())) {
                assertThat(done.get()).isEqualTo(20);
            }
        }

        for (long chat : chats) {
            long count =
                    database.queryLong("SELECT count(*) FROM messages WHERE chat_id = ?", chat);
            assertThat(count).isPositive();
            assertThat(database.queryLong("SELECT max(seq) FROM messages WHERE chat_id = ?", chat))
                    .isEqualTo(count);
            assertThat(database.queryLong("SELECT seq FROM chats WHERE id = ?", chat))
                    .isEqualTo(count);
            assertThat(database.queryLong("SELECT count(*) FROM outbox WHERE chat_id = ?", chat))
                    .isEqualTo(count);
        }
    }

    @Test
    void timeDoesNotGoBackwardsWhenTheClockDoes() throws SQLException {
        long chat = database.newGroup(alice, bob);
        database.update(
                "UPDATE chats SET last_message_at = now() + interval '1 hour' WHERE id = ?", chat);

        repository.send(List.of(draft(chat, alice, null), draft(chat, bob, null)));

        assertThat(
                        database.queryLong(
                                """
                                SELECT count(*) FROM messages
                                 WHERE chat_id = ? AND ts > now() + interval '59 minutes'
                                """,
                                chat))
                .isEqualTo(2);
        assertThat(
                        database.queryLong(
                                """
                                SELECT count(*) FROM chats
                                 WHERE id = ? AND other_message_at > now() + interval '59 minutes'
                                """,
                                chat))
                .isOne();
    }

    @Test
    void strangersMessageFailsAloneInItsBatch() throws SQLException {
        long chat = database.newGroup(alice);

        List<SendResult> results =
                repository.send(
                        List.of(
                                draft(chat, alice, null),
                                draft(chat, bob, null),
                                draft(Long.MAX_VALUE, alice, null),
                                draft(chat, alice, null)));

        assertThat(results.get(0))
                .isInstanceOfSatisfying(Sent.class, s -> assertThat(s.seq()).isOne());
        assertThat(results.get(1)).isInstanceOf(NotMember.class);
        assertThat(results.get(2)).isInstanceOf(NotMember.class);
        assertThat(results.get(3))
                .isInstanceOfSatisfying(Sent.class, s -> assertThat(s.seq()).isEqualTo(2));
    }

    @Test
    void repeatOfClientIdTakesNoSeq() throws SQLException {
        long chat = database.newGroup(alice, bob);
        String clientId = UUID.randomUUID().toString();

        SendResult first = repository.send(List.of(draft(chat, alice, clientId))).getFirst();
        List<SendResult> then =
                repository.send(List.of(draft(chat, alice, clientId), draft(chat, bob, clientId)));

        assertThat(first).isInstanceOfSatisfying(Sent.class, s -> assertThat(s.seq()).isOne());
        assertThat(then.get(0)).isEqualTo(new Repeat(chat, 1, null));
        assertThat(then.get(1))
                .isInstanceOfSatisfying(Sent.class, s -> assertThat(s.seq()).isEqualTo(2));
    }

    @Test
    void repeatOfKeyTellsWhatItWasUsedFor() throws SQLException {
        long chat = database.newGroup(alice);
        String key = UUID.randomUUID().toString();

        repository.send(List.of(keyed(chat, alice, new Mark(key, "others", "first"))));
        SendResult repeat =
                repository
                        .send(List.of(keyed(chat, alice, new Mark(key, "others", "other"))))
                        .getFirst();

        assertThat(repeat).isEqualTo(new Repeat(chat, 1, "first"));
        assertThat(database.queryLong("SELECT seq FROM chats WHERE id = ?", chat)).isOne();
    }

    @Test
    void raceForOneClientIdRollsTheLaterOneBackWhole() throws Exception {
        long chat = database.newGroup(alice);
        String clientId = UUID.randomUUID().toString();

        try (Connection first = database.dataSource().getConnection();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            first.setAutoCommit(false);
            lock(first, chat);
            Future<List<SendResult>> waiting =
                    other.submit(() -> repository.send(List.of(draft(chat, alice, clientId))));
            insert(first, chat, clientId);
            first.commit();

            assertThatThrownBy(waiting::get)
                    .hasCauseInstanceOf(SQLException.class)
                    .hasMessageContaining("messages_client_id");
        }

        assertThat(database.queryLong("SELECT seq FROM chats WHERE id = ?", chat)).isOne();
        assertThat(repository.send(List.of(draft(chat, alice, clientId))))
                .containsExactly(new Repeat(chat, 1, null));
    }

    @Test
    void keyOfAnotherKindOfCallCountsAfterItsOwn() throws SQLException {
        long chat = database.newGroup(alice);
        String key = UUID.randomUUID().toString();
        addKey(alice, "others of " + key);
        Draft keyed = keyed(chat, alice, new Mark(key, "others of " + key, "first"));

        assertThat(repository.send(List.of(keyed))).containsExactly(new Repeat(0, 0, "live"));

        database.update("DELETE FROM idempotency_keys WHERE key_digest LIKE ?", "%" + key);
        repository.send(List.of(keyed));
        addKey(alice, "others of " + key);
        assertThat(repository.send(List.of(keyed))).containsExactly(new Repeat(chat, 1, "first"));
    }

    @Test
    void keyOlderThanADayIsReplaced() throws SQLException {
        long chat = database.newGroup(alice);
        String key = UUID.randomUUID().toString();
        addKey(alice, key);
        database.update(
                "UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key_digest = ?",
                key);

        Draft keyed = keyed(chat, alice, new Mark(key, "others", "first"));

        assertThat(repository.send(List.of(keyed)).getFirst()).isInstanceOf(Sent.class);
        assertThat(repository.send(List.of(keyed))).containsExactly(new Repeat(chat, 1, "first"));
    }

    @Test
    void raceForOneKeyRollsTheLaterOneBackWhole() throws Exception {
        long chat = database.newGroup(alice);
        String key = UUID.randomUUID().toString();
        Draft keyed = keyed(chat, alice, new Mark(key, "others", "first"));

        try (Connection first = database.dataSource().getConnection();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            first.setAutoCommit(false);
            lock(first, chat);
            Future<List<SendResult>> waiting = other.submit(() -> repository.send(List.of(keyed)));
            awaitWaitingForLock();
            addKey(alice, key);
            first.commit();

            assertThatThrownBy(waiting::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("23502"));
        }

        assertThat(database.queryLong("SELECT seq FROM chats WHERE id = ?", chat)).isZero();
        assertThat(repository.send(List.of(keyed))).containsExactly(new Repeat(0, 0, "live"));
    }

    private void addKey(long user, String digest) throws SQLException {
        database.update(
                "INSERT INTO idempotency_keys (user_id, key_digest, fingerprint) VALUES (?, ?, 'live')",
                user,
                digest);
    }

    @Test
    void memberWhoIsBeingRemovedGetsNoMessageIn() throws Exception {
        long chat = database.newGroup(alice, bob);

        try (Connection removal = database.dataSource().getConnection();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            removal.setAutoCommit(false);
            lock(removal, chat);
            Future<List<SendResult>> waiting =
                    other.submit(() ->
                            repository.send(
                                    List.of(draft(chat, bob, null), draft(chat, alice, null))));
            awaitWaitingForLock();
            remove(removal, chat, bob);
            removal.commit();

            assertThat(waiting.get().get(0)).isInstanceOf(NotMember.class);
            assertThat(waiting.get().get(1))
                    .isInstanceOfSatisfying(
                            Sent.class, sent -> assertThat(sent.membersVersion()).isEqualTo(2));
        }
    }

    @Test
    void replyMustBeToAMessageOfTheSameChat() throws SQLException {
        long chat = database.newGroup(alice);
        long elsewhere = database.newGroup(alice);
        Sent sent = (Sent) repository.send(List.of(draft(elsewhere, alice, null))).getFirst();

        List<SendResult> results =
                repository.send(
                        List.of(reply(chat, alice, sent.id()), reply(elsewhere, alice, sent.id())));

        assertThat(results.get(0)).isInstanceOf(NoSuchReply.class);
        assertThat(results.get(1)).isInstanceOf(Sent.class);
    }

    @Test
    void newestMessageNotByTheLastAuthorIsKept() throws SQLException {
        long chat = database.newGroup(alice, bob);

        repository.send(List.of(draft(chat, alice, null)));
        assertThat(isNull(chat, "other_message_at")).isTrue();
        repository.send(List.of(draft(chat, bob, null)));
        repository.send(List.of(draft(chat, bob, null)));

        assertThat(
                        database.queryLong(
                                """
                                SELECT count(*) FROM chats c
                                  JOIN messages first ON first.chat_id = c.id AND first.seq = 1
                                  JOIN messages last ON last.chat_id = c.id AND last.seq = 3
                                 WHERE c.id = ? AND c.other_message_at = first.ts
                                   AND c.last_message_at = last.ts AND c.last_author_id = ?
                                """,
                                chat,
                                bob))
                .isOne();
        repository.send(List.of(draft(chat, alice, null), draft(chat, bob, null)));
        assertThat(
                        database.queryLong(
                                """
                                SELECT count(*) FROM chats c
                                  JOIN messages own ON own.chat_id = c.id AND own.seq = 3
                                 WHERE c.id = ? AND c.other_message_at > own.ts
                                """,
                                chat))
                .isOne();
    }

    private boolean isNull(long chat, String column) throws SQLException {
        return database.queryLong(
                        "SELECT count(*) FROM chats WHERE id = ? AND " + column + " IS NULL", chat)
                == 1;
    }

    private static void lock(Connection connection, long chat) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT FROM chats WHERE id = " + chat + " FOR NO KEY UPDATE");
        }
    }

    private void insert(Connection connection, long chat, String clientId) throws SQLException {
        awaitWaitingForLock();
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE chats SET seq = 1 WHERE id = " + chat);
            statement.execute(
                    """
                    INSERT INTO messages (chat_id, seq, change_seq, author_id, type, content, ts, client_id)
                    VALUES (%d, 1, 1, %d, 'text', 'x', now(), '%s')
                    """
                            .formatted(chat, alice, clientId));
        }
    }

    private static void remove(Connection connection, long chat, long user) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE chats SET members_version = members_version + 1 WHERE id = " + chat);
            statement.execute(
                    "DELETE FROM chat_members WHERE chat_id = %d AND user_id = %d"
                            .formatted(chat, user));
        }
    }

    private void awaitWaitingForLock() throws SQLException {
        String waiting =
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
        while (database.queryLong(waiting) == 0) {
            Thread.onSpinWait();
        }
    }

    private List<Draft> randomDrafts(List<Long> chats) {
        return LongStream.range(0, 10)
                .mapToObj(_ ->
                        draft(
                                chats.get(ThreadLocalRandom.current().nextInt(chats.size())),
                                alice,
                                UUID.randomUUID().toString()))
                .toList();
    }

    private static Draft draft(long chat, long author, @Nullable String clientId) {
        return draft(chat, author, null, clientId, null);
    }

    private static Draft keyed(long chat, long author, Mark mark) {
        return draft(chat, author, null, null, mark);
    }

    private static Draft reply(long chat, long author, long replyToId) {
        return draft(chat, author, replyToId, null, null);
    }

    private static Draft draft(
            long chat,
            long author,
            @Nullable Long replyToId,
            @Nullable String clientId,
            @Nullable Mark mark) {
        Draft.Author by = new Draft.Author(author, UUID.randomUUID());
        return new Draft(chat, by, "text", "hello", null, replyToId, clientId, mark);
    }
}
