package org.chatcluster.deploy.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages of a chat's messages by seq, in a chat of 120.
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MessagePagesIT {
    private static final int MESSAGES = 120;

    private final Person alice;
    private final long chat;

    MessagePagesIT(TestCluster cluster) {
        this.alice = cluster.register("Alice");
        this.chat = alice.directChatWith(cluster.register("Bob"));
        for (int i = 1; i <= MESSAGES; i++) {
            alice.send(chat, "message number " + i);
        }
    }

    @ParameterizedTest(name = "{0} gives {1} to {2}")
    @CsvSource({
        "'', 71, 120",
        "limit=10, 111, 120",
        "limit=200, 1, 120",
        "before=50&limit=10, 40, 49",
        "before=5, 1, 4",
        "before=1000000&limit=3, 118, 120",
        "after=0&limit=10, 1, 10",
        "after=50&limit=10, 51, 60",
        "after=115, 116, 120",
        "around=60&limit=10, 55, 64",
        "around=2&limit=10, 1, 6",
        "around=120&limit=10, 115, 120"
    })
    void pageIsOldestFirst(String query, long first, long last) {
        assertThat(seqs(query)).isEqualTo(LongStream.rangeClosed(first, last).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"before=1", "before=0", "after=120", "after=1000000"})
    void pageBeyondTheEndsIsEmpty(String query) {
        assertThat(seqs(query)).isEmpty();
    }

    @Test
    void pagesJoinWithoutHoleOrRepeat() {
        List<Long> newest = seqs("limit=50");
        List<Long> middle = seqs("limit=50&before=" + newest.getFirst());
        List<Long> oldest = seqs("limit=50&before=" + middle.getFirst());

        assertThat(List.of(oldest, middle, newest).stream().flatMap(List::stream))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
    }

    private List<Long> seqs(String query) {
        return Json.longs(alice.get("/api/v1/chats/" + chat + "/messages?" + query).as(200), "seq");
    }
}
