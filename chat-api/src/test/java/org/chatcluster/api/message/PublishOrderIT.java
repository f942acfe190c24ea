package org.chatcluster.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.chatcluster.api.node.Channel;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.Test;

/// In which order one node publishes what came at once.
class PublishOrderIT {
    private static final int MESSAGES = 200;

    @Test
    void messagesOfEachChatArePublishedInTheOrderOfTheirSeqs() {
        try (NodeWithChats chats = new NodeWithChats();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Reply alice = chats.node().rest().register("Alice");
            Reply bob = chats.node().rest().register("Bob");
            List<Long> groups = List.of(chats.group(alice, bob), chats.group(alice, bob));
            long user = Long.parseLong(bob.field("user.id"));
            try (Channel channel = new Channel(user)) {
                IntStream.range(0, MESSAGES)
                        .forEach(i ->
                                groups.forEach(chat ->
                                        threads.execute(() ->
                                                chats.send(
                                                        i % 2 == 0 ? alice : bob, chat, "m" + i))));

                for (long chat : groups) {
                    await().atMost(Duration.ofSeconds(30))
                            .until(() -> channel.seqs(chat).size() >= MESSAGES);
                    assertThat(channel.seqs(chat)).hasSize(MESSAGES).isSorted();
                }
            }
        }
    }
}
