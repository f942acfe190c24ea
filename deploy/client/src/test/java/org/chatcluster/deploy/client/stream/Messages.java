package org.chatcluster.deploy.client.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Messages and frames as tests need them.
final class Messages {
    static final long CHAT = 7;

    private Messages() {}

    static ChatMessage message(long seq) {
        return changed(seq, seq);
    }

    static ChatMessage changed(long seq, long changeSeq) {
        return new ChatMessage(
                ChatMessage.Kind.CREATED,
                Origin.LIVE,
                100 + seq,
                CHAT,
                seq,
                changeSeq,
                1,
                "c-" + seq,
                "content " + seq,
                "",
                false,
                Map.of());
    }

    static JsonNode created(long seq) {
        return event("message.created", seq, seq);
    }

    static JsonNode event(String event, long seq, long changeSeq) {
        return Frames.parse(
                """
                {"event": "%s", "data": {"chat_id": 7, "seq": %d, "change_seq": %d,
                 "author_id": 1, "client_id": "c", "content": "text", "ts": ""}}
                """
                        .formatted(event, seq, changeSeq));
    }

    static JsonNode hello() {
        return Frames.parse(
                """
                {"event": "hello", "data": {"user_id": 1, "session_id": "s", "node": "gateway-1",
                 "heartbeat_s": 25}}
                """);
    }

    static JsonNode replayDone(String requestId, long seq) {
        return Frames.parse(
                """
                {"event": "replay.done", "data": {"request_id": "%s", "chats": {"7": %d}}}
                """
                        .formatted(requestId, seq));
    }
}
