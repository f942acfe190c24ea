package org.chatcluster.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventSampleTest {
    private static final EventHeader EVENT = new EventHeader(EventType.MESSAGE_CREATED, 7, 3, 90);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static ByteBuffer payload(EventSample sample) {
        return ByteBuffer.wrap(sample.toPayload(EVENT));
    }

    @Test
    void comesBackWithTheEventThatItIsOf() {
        EventSample sample = new EventSample(1_000, 2_000, Optional.of(TRACE));
        ByteBuffer payload = payload(sample);

        assertThat(EventHeader.readFrom(payload))
                .isEqualTo(new EventHeader(EventType.EVENT_SAMPLE, 7, 3, 90));
        assertThat(EventSample.readFrom(payload)).isEqualTo(sample);
    }

    @Test
    void eventThatIsNotTracedHasNoTrace() {
        EventSample sample = new EventSample(1_000, 2_000, Optional.empty());
        ByteBuffer payload = payload(sample);
        EventHeader.readFrom(payload);

        assertThat(EventSample.readFrom(payload)).isEqualTo(sample);
    }

    @Test
    void whatANewerVersionAddsIsNotRead() {
        EventSample sample = new EventSample(1_000, 2_000, Optional.of(TRACE));
        byte[] longer = Arrays.copyOf(sample.toPayload(EVENT), 26 + 16 + 55 + 9);
        ByteBuffer payload = ByteBuffer.wrap(longer);
        EventHeader.readFrom(payload);

        assertThat(EventSample.readFrom(payload)).isEqualTo(sample);
    }

    @Test
    void refusesWhatIsCutOff() {
        assertThatThrownBy(() -> EventSample.readFrom(ByteBuffer.allocate(15)))
                .isInstanceOf(UnreadableEvent.class);
    }

    /// Nodes of the version before read these bytes, whether the event is sampled or not.
    @Test
    void headerOfAnEventIsThatOfTheFirstVersion() {
        assertThat(HexFormat.of().formatHex(EVENT.prependTo(new byte[] {'{', '}'})))
                .isEqualTo(
                        "0101"
                                + "0000000000000007"
                                + "0000000000000003"
                                + "000000000000005a"
                                + "7b7d");
    }
}
