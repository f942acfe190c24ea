package org.chatcluster.common.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.chatcluster.common.presence.PresenceNews.Kind;
import org.junit.jupiter.api.Test;

final class PresenceNewsTest {
    private static final List<PresenceNews> ALL =
            List.of(
                    new PresenceNews(Kind.CAME, 1),
                    new PresenceNews(Kind.LEFT, 1L << 52),
                    new PresenceNews(Kind.CHANGED, 3));

    @Test
    void whatIsWrittenIsRead() {
        assertThat(PresenceNews.read(PresenceNews.write(ALL))).isEqualTo(ALL);
    }

    @Test
    void unknownKindsAndWhatIsCutOffAreLeftOut() {
        byte[] payload = PresenceNews.write(ALL);
        payload[9] = 77;

        assertThat(PresenceNews.read(Arrays.copyOf(payload, payload.length - 1)))
                .containsExactly(ALL.getFirst());
    }
}
