package org.chatcluster.deploy.client.stream;

import com.fasterxml.jackson.databind.JsonNode;

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
                CHAT,
                seq,
                changeSeq,
                1,
                "c-" + seq,
                "content " + seq,
                "");
    }

    static JsonNode created(long seq) {
        return Frames.parse(
                """
                {"event": "message.created", "data": {"chat_id": 7, "seq": %d, "change_seq": %d,
                 "author_id": 1, "client_id": "c", "content": "text", "ts": ""}}
                """
                        .formatted(seq, seq));
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
