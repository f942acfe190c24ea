package org.chatcluster.deploy.cluster.mini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// The fields of the mini-application's objects, all of them and no other.
final class Fields {
    private Fields() {}

    static void are(JsonNode object, String... names) {
        assertThat(object.properties())
                .as("fields of %s", object)
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(names);
    }

    /// A message is as the document shows it: ids as numbers, the time to the second without a
    /// zone.
    static void areOfMessage(JsonNode message) {
        are(message, "id", "chat_id", "sender_uuid", "text", "timestamp", "read_status");
        assertThat(message.path("id").isIntegralNumber()).isTrue();
        assertThat(message.path("chat_id").isIntegralNumber()).isTrue();
        assertThat(message.path("timestamp").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        assertThat(message.path("read_status").asText()).isEqualTo("unread");
    }
}
