package org.chatcluster.api.sync;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chatcluster.api.node.NodeWithChats;
import org.chatcluster.api.node.Reply;

/// What a client knows that asks page by page.
final class Known {
    final Map<Long, Long> seqs = new LinkedHashMap<>();
    private final List<JsonNode> messages = new ArrayList<>();

    /// Asks until there is no more, and returns how many pages there were.
    int readAll(NodeWithChats chats, Reply caller, int limit) {
        for (int pages = 1; ; pages++) {
            Reply page =
                    chats.sync(
                            caller,
                            "{\"only\": true, \"limit\": %d, \"chats\": {%s}}"
                                    .formatted(limit, named()));
            NodeWithChats.list(page, "changes")
                    .forEach(change -> messages.add(NodeWithChats.data(change)));
            NodeWithChats.list(page, "chats")
                    .forEach(chat ->
                            seqs.put(
                                    NodeWithChats.number(chat, "chat_id"),
                                    NodeWithChats.number(chat, "seq")));
            if (page.field("more").equals("false")) {
                return pages;
            }
        }
    }

    /// Returns the seqs of the messages of a chat, in the order in which they came.
    List<Long> messagesOf(long chat) {
        return messages.stream()
                .filter(message -> NodeWithChats.number(message, "chat_id") == chat)
                .map(message -> NodeWithChats.number(message, "seq"))
                .toList();
    }

    private String named() {
        return seqs.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
