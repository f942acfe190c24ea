package org.chatcluster.deploy.cluster.change;

import java.util.List;
import java.util.stream.Stream;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;

/// What somebody does to a message.
///
/// @param who does it
/// @param message the message's id
record Changing(Person who, long message) {
    static final String THUMB = "👍";
    private static final String THUMB_IN_PATH = "%F0%9F%91%8D";

    Answer edit(String content) {
        return who.rest().call("PATCH", path(), Json.object("content", content));
    }

    /// Edits under an `Idempotency-Key`.
    Answer edit(String content, String key) {
        return who.rest()
                .with("Idempotency-Key", key)
                .call("PATCH", path(), Json.object("content", content));
    }

    Answer delete() {
        return who.rest().call("DELETE", path(), "");
    }

    Answer edits() {
        return who.get(path() + "/edits");
    }

    Answer thumb() {
        return who.rest().call("PUT", path() + "/reactions/" + THUMB_IN_PATH, "");
    }

    Answer noThumb() {
        return who.rest().call("DELETE", path() + "/reactions/" + THUMB_IN_PATH, "");
    }

    Answer pin() {
        return who.rest().call("PUT", path() + "/pin", "");
    }

    Answer unpin() {
        return who.rest().call("DELETE", path() + "/pin", "");
    }

    Answer forward(Long... chats) {
        return who.post(path() + "/forward", Json.object("chat_ids", List.of(chats)));
    }

    /// Forwards under an `Idempotency-Key`.
    Answer forward(String key, Long... chats) {
        return who.post(
                path() + "/forward", Json.object("chat_ids", Stream.of(chats).toList()), key);
    }

    private String path() {
        return "/api/v1/messages/" + message;
    }
}
