package org.chatcluster.api.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chatcluster.api.node.Channel;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresencesIT {
    private final NodeWithChats chats = new NodeWithChats();
    private final Reply alice = chats.node().rest().register("Alice");
    private final long id = Long.parseLong(alice.field("user.id"));

    @AfterEach
    void stop() {
        chats.close();
    }

    private void seen(long ageMs) {
        Reply reply =
                chats.node()
                        .rest()
                        .post(
                                "/internal/seen",
                                "{\"seen\": [{\"user_id\": %d, \"age_ms\": %d}, {\"user_id\": 9000000, \"age_ms\": 1}]}"
                                        .formatted(id, ageMs));
        assertThat(reply.status()).as(reply.text()).isEqualTo(204);
    }

    private long secondsSinceSeen() {
        return chats.query(
                "SELECT extract(epoch FROM now() - last_seen_at)::bigint FROM user_presence");
    }

    private void hide(boolean hidden) {
        Reply reply =
                chats.node()
                        .rest()
                        .send(
                                "PATCH",
                                "/api/v1/users/me/presence",
                                "{\"hidden\": " + hidden + "}",
                                alice.bearer());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private String standings() {
        return chats.node()
                .rest()
                .post("/internal/presence", "{\"user_ids\": [%d, 9000000]}".formatted(id))
                .text();
    }

    @Test
    void whenAUserWasSeenNeverGoesBackAndNobodyElseIsNoted() {
        seen(60_000);
        assertThat(secondsSinceSeen()).isBetween(60L, 70L);
        seen(3_600_000);
        assertThat(secondsSinceSeen()).isBetween(60L, 70L);
        seen(0);
        assertThat(secondsSinceSeen()).isBetween(0L, 10L);
        assertThat(chats.query("SELECT count(*) FROM user_presence")).isOne();
    }

    @Test
    void whoHidesIsNotNotedAndLooksAsIfNeverThere() {
        seen(60_000);
        hide(true);
        seen(0);
        try (Channel _ = new Channel(id)) {
            assertThat(standings())
                    .isEqualTo(
                            ("[{\"user_id\":%d,\"online\":false,\"hidden\":true,\"last_seen_at\":null},"
                                            + "{\"user_id\":9000000,\"online\":false,\"hidden\":false,\"last_seen_at\":null}]")
                                    .formatted(id));
            hide(false);
            assertThat(standings()).startsWith("[{\"user_id\":%d,\"online\":true,".formatted(id));
        }
        assertThat(secondsSinceSeen()).isBetween(60L, 70L);
    }

    @Test
    void presencesComeInTheOrderAskedAndEachOnce() {
        Reply bob = chats.node().rest().register("Bob");
        long other = Long.parseLong(bob.field("user.id"));

        Reply reply =
                chats.node()
                        .rest()
                        .get(
                                "/api/v1/users/presence?ids=%d,%d,%d".formatted(other, id, other),
                                alice.bearer());

        assertThat(reply.json().values())
                .extracting(one -> NodeWithChats.number(one, "user_id"))
                .isEqualTo(List.of(other, id));
    }
}
