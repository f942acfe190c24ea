package org.chatcluster.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.chatcluster.common.event.EventBatch.Entry;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    private static final EventHeader HEADER = new EventHeader(EventType.MESSAGE_CREATED, 7, 3, 90);
    private static final byte[] FRAME = "{\"event\":\"e\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void readsWhatWasWritten() {
        byte[] body =
                new EventBatch.Writer()
                        .add(List.of(1L, 2L), HEADER, FRAME)
                        .add(List.of(), HEADER, FRAME)
                        .toBytes();

        List<Entry> entries = EventBatch.read(body);

        assertThat(entries).extracting(Entry::userIds).containsExactly(List.of(1L, 2L), List.of());
        assertThat(EventHeader.readFrom(entries.getLast().payload())).isEqualTo(HEADER);
        assertThat(StandardCharsets.UTF_8.decode(entries.getLast().payload()).toString())
                .isEqualTo("{\"event\":\"e\"}");
    }

    @Test
    void refusesWhatIsCutOff() {
        byte[] body = new EventBatch.Writer().add(List.of(1L), HEADER, FRAME).toBytes();

        assertThatThrownBy(() -> EventBatch.read(Arrays.copyOf(body, body.length - 1)))
                .isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void refusesANegativeLength() {
        assertThatThrownBy(() -> EventBatch.read(new byte[] {0, 0, 0, 0, -1, -1, -1, -1}))
                .isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void emptyBodyHoldsNothing() {
        assertThat(EventBatch.read(new byte[0])).isEmpty();
    }
}
