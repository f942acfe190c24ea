package org.chatcluster.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Channel;
import org.chatcluster.api.node.Line;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.Test;

/// What stays in the outbox for longer than usual, and what must not stay with it.
class LeftBehindIT {
    /// Messages from 1 on of one chat, each with its row.
    private static final String MANY =
            """
            INSERT INTO outbox (event, chat_id, seq, members_version, created_at)
            SELECT 1, id, i, members_version, now() - interval '10 seconds'
              FROM chats, generate_series(1, ?) AS i WHERE id = ?
            """;

    private static final String NEW_VERSION =
            "UPDATE chats SET members_version = members_version + 1 WHERE id IN (?, ?)";

    /// Whoever reads the members of that one chat divides by zero.
    private static final String SPOIL =
            """
            ALTER TABLE chat_members RENAME TO good_members;
            CREATE VIEW chat_members AS
                SELECT chat_id, user_id, role, joined_at, last_read_seq, last_read_at, hidden_seq,
                       joined_seq / CASE chat_id WHEN %d THEN 0 ELSE 1 END AS joined_seq
                  FROM good_members
            """;

    private static final String MEND =
            "DROP VIEW chat_members; ALTER TABLE good_members RENAME TO chat_members";

    @Test
    void memberListThatCannotBeReadHoldsUpNoOtherChat() {
        try (NodeWithChats chats = new NodeWithChats()) {
            Reply alice = chats.node().rest().register("Alice");
            long spoilt = chats.group(alice);
            long good = chats.group(alice);
            chats.fill(spoilt, alice, 1);
            chats.fill(good, alice, 1);
            awaitEmpty(chats);
            try (Channel channel = new Channel(Long.parseLong(alice.field("user.id")))) {
                chats.run(NEW_VERSION, spoilt, good);
                chats.run(SPOIL.formatted(spoilt));
                chats.run(MANY, 1, spoilt);
                chats.run(MANY, 1, good);

                await().atMost(Duration.ofSeconds(5)).until(() -> channel.seqs(good).size() == 1);
                await().until(() -> chats.query("SELECT count(*) FROM outbox") == 1);
                assertThat(channel.seqs(spoilt)).isEmpty();

                chats.run(MEND);

                await().atMost(Duration.ofSeconds(5)).until(() -> channel.seqs(spoilt).size() == 1);
                awaitEmpty(chats);
            }
        }
    }

    @Test
    void nodeRestsAfterManyFullPasses() {
        int rows = OutboxSweep.MAX_FULL_PASSES + 50;
        Map<String, Object> settings = ApiNode.settings(Map.of("chat.outbox.sweep-limit", 1));
        try (NodeWithChats chats = new NodeWithChats(settings)) {
            Reply alice = chats.node().rest().register("Alice");
            long chat = chats.group(alice);
            chats.fill(chat, alice, rows);
            awaitEmpty(chats);
            try (Channel channel = new Channel(Long.parseLong(alice.field("user.id")))) {
                chats.run(MANY, rows, chat);

                await().pollInterval(Duration.ofMillis(20))
                        .during(Duration.ofMillis(500))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> channel.seqs(chat).size() == OutboxSweep.MAX_FULL_PASSES);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> channel.seqs(chat).size() == rows);
                assertThat(channel.seqs(chat))
                        .isEqualTo(LongStream.rangeClosed(1, rows).boxed().toList());
            }
        }
    }

    @Test
    void connectionThatFellSilentIsReplacedAndWhatWaitedIsPublished() {
        Map<String, Object> settings = ApiNode.settings(Map.of());
        try (Line line = Line.toRedis()) {
            settings.put("chat.redis.url", line.url());
            try (NodeWithChats chats = new NodeWithChats(settings)) {
                Reply alice = chats.node().rest().register("Alice");
                long chat = chats.group(alice);
                try (Channel channel = new Channel(Long.parseLong(alice.field("user.id")))) {
                    chats.send(alice, chat, "as ever");
                    await().until(() -> channel.seqs(chat).size() == 1);
                    awaitEmpty(chats);

                    line.fallSilent();
                    assertThat(chats.send(alice, chat, "into silence").status()).isEqualTo(201);

                    await().atMost(Duration.ofSeconds(12))
                            .until(() -> channel.seqs(chat).contains(2L));
                    awaitEmpty(chats);
                    chats.send(alice, chat, "as ever again");
                    await().atMost(Duration.ofSeconds(4))
                            .until(() -> channel.seqs(chat).contains(3L));
                }
            }
        }
    }

    @Test
    void tableIsVacuumedByCountAndWithoutDelay() {
        try (NodeWithChats chats = new NodeWithChats()) {
            assertThat(
                            chats.query(
                                    """
                                    SELECT count(*) FROM pg_class, unnest(reloptions) AS option
                                     WHERE oid = 'outbox'::regclass AND option IN (
                                           'autovacuum_vacuum_scale_factor=0',
                                           'autovacuum_vacuum_threshold=5000',
                                           'autovacuum_vacuum_insert_scale_factor=0',
                                           'autovacuum_vacuum_insert_threshold=100000',
                                           'autovacuum_analyze_scale_factor=0',
                                           'autovacuum_analyze_threshold=50000',
                                           'autovacuum_vacuum_cost_delay=0')
                                    """))
                    .isEqualTo(7);
        }
    }

    private static void awaitEmpty(NodeWithChats chats) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> chats.query("SELECT count(*) FROM outbox") == 0);
    }
}
