package org.chatcluster.api.mini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a socket of `/connect` begins with, as the API makes it.
class UnreadMessagesIT {
    private static final int MOST_BYTES = 256 << 10;
    private static final Pattern ID = Pattern.compile("\\{\"id\":([0-9]+),");

    private final NodeWithChats chats = new NodeWithChats();
    private final Reply alice = chats.node().rest().register("Alice");
    private final Reply bob = chats.node().rest().register("Bob");

    @AfterEach
    void stop() {
        chats.close();
    }

    private byte[] unreadOf(Reply reader) {
        return chats.node().rest().bytes("/internal/connect/unread", "{}", reader.bearer());
    }

    private static List<Long> ids(byte[] list) {
        return ID.matcher(new String(list, UTF_8))
                .results()
                .map(match -> Long.valueOf(match.group(1)))
                .toList();
    }

    @Test
    void newestThousandAreToldOldestFirst() {
        long chat = chats.group(alice, bob);
        chats.fill(chat, alice, 1_300);
        chats.send(bob, chat, "one's own is not among them");

        List<Long> ids = ids(unreadOf(bob));

        assertThat(ids).hasSize(1_000).isSorted();
        assertThat(ids.getLast())
                .isEqualTo(chats.query("SELECT max(id) FROM messages WHERE type <> 'system'") - 1);
        assertThat(ids(unreadOf(alice))).hasSize(1);
    }

    @Test
    void longTextsAreToldAsFarAsTheyFit() {
        long one = chats.group(alice, bob);
        long other = chats.group(alice, bob);
        chats.fill(one, alice, 100);
        chats.fill(other, alice, 100);
        chats.run("UPDATE messages SET content = repeat('\"é\\\n', 2000) WHERE type <> 'system'");

        byte[] list = unreadOf(bob);

        assertThat(list.length).isBetween(MOST_BYTES * 9 / 10, MOST_BYTES);
        assertThat(ids(list))
                .isSorted()
                .endsWith(chats.query("SELECT max(id) FROM messages WHERE type <> 'system'"));
        assertThat(new String(list, UTF_8))
                .startsWith("{\"action\":\"unread_messages\",\"data\":[");
    }
}
