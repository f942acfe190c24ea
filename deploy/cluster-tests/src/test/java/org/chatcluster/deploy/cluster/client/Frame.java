package org.chatcluster.deploy.cluster.client;

import com.fasterxml.jackson.databind.JsonNode;

/// A frame of the server.
///
/// @param raw the text as it came
public record Frame(String raw, JsonNode json) {
    static Frame of(String raw) {
        return new Frame(raw, Json.parse(raw));
    }

    public String event() {
        return json.path("event").asText();
    }

    /// Returns what stands for the event in a frame of the mini-application.
    public String action() {
        return json.path("action").asText();
    }

    public JsonNode data() {
        return json.path("data");
    }

    /// Returns whether it is that event of that chat.
    public boolean is(String event, long chatId) {
        return event().equals(event) && data().path("chat_id").longValue() == chatId;
    }

    public long seq() {
        return data().path("seq").longValue();
    }
}
