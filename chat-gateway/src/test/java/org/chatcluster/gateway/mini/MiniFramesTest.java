package org.chatcluster.gateway.mini;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.chatcluster.common.event.EventType;
import org.junit.jupiter.api.Test;

final class MiniFramesTest {
    private final MiniFrames frames = new MiniFrames(JsonMapper.createDefault());

    @Test
    void messageHasTheFieldsOfTheDocumentAndNoOther() {
        assertThat(
                        of(
                                EventType.MESSAGE_CREATED,
                                """
                                {"event":"message.created","data":{"id":123,"chat_id":456,"seq":1,"author_id":9,
                                 "author_uuid":"u-1","type":"text","content":"a \\"b\\" é","payload":{"id":7},
                                 "ts":"2024-01-01T00:00:00.123456Z"}}\
                                """))
                .hasValue(
                        "{\"action\":\"new_message\",\"data\":{\"id\":123,\"chat_id\":456,\"sender_uuid\":\"u-1\","
                                + "\"text\":\"a \\\"b\\\" é\",\"timestamp\":\"2024-01-01T00:00:00\",\"read_status\":\"unread\"}}");
    }

    @Test
    void chatHasItsMembersByUuid() {
        assertThat(
                        of(
                                EventType.CHAT_CREATED,
                                """
                                {"event":"chat.created","data":{"id":5,"title":"Alice & Bob","type":"direct",
                                 "participants":[{"id":1,"uuid":"u-1"},{"id":2,"uuid":"u-2"}]}}\
                                """))
                .hasValue(
                        "{\"action\":\"chat_created\",\"data\":{\"chat_id\":5,\"type\":\"private\",\"name\":\"Alice & Bob\","
                                + "\"user_ids\":[\"u-1\",\"u-2\"]}}");
    }

    @Test
    void readByAllIsMessageRead() {
        assertThat(
                        of(
                                EventType.MESSAGE_READ_BY_ALL,
                                "{\"event\":\"message.read_by_all\",\"data\":{\"chat_id\":5,\"message_id\":7,\"seq\":2}}"))
                .hasValue(
                        "{\"action\":\"message_read\",\"data\":{\"message_id\":7,\"chat_id\":5,\"read_status\":\"read\"}}");
    }

    @Test
    void whatTheDocumentDoesNotKnowIsLeftOut() {
        String system =
                "{\"event\":\"message.created\",\"data\":{\"id\":1,\"type\":\"system\",\"content\":\"x\"}}";

        assertThat(of(EventType.MESSAGE_CREATED, system)).isEmpty();
        assertThat(of(EventType.MESSAGE_READ, "{\"event\":\"message.read\",\"data\":{}}"))
                .isEmpty();
        assertThat(of(EventType.MEMBER_REMOVED, "{}")).isEmpty();
    }

    private Optional<String> of(EventType type, String frame) {
        return frames.of(type, frame.getBytes(StandardCharsets.UTF_8))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
