package org.chatcluster.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class CommandBatchesTest {
    private final List<List<Long>> sent = new ArrayList<>();
    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();
    private final List<Long> failed = new ArrayList<>();
    private final CommandBatches batches =
            new CommandBatches(
                    ids -> {
                        sent.add(List.of(ids));
                        CompletableFuture<Void> command = new CompletableFuture<>();
                        underWay.add(command);
                        return command;
                    },
                    ids -> failed.addAll(List.of(ids)));

    @Test
    void firstIsSentAtOnceAndWhatComesMeanwhileTogether() {
        batches.add(1);
        batches.add(2);
        batches.add(3);
        assertThat(sent).containsExactly(List.of(1L));

        underWay.getFirst().complete(null);

        assertThat(sent).containsExactly(List.of(1L), List.of(2L, 3L));
    }

    @Test
    void failedCommandIsToldAndLetsTheNextGo() {
        batches.add(1);
        batches.add(2);

        underWay.getFirst().completeExceptionally(new IllegalStateException("lost"));

        assertThat(failed).containsExactly(1L);
        assertThat(sent).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void whatWaitsOrIsUnderWayAtTheEndIsToldToHaveFailedAndSoIsWhatComesLater() {
        batches.add(1);
        batches.add(2);

        batches.end();
        batches.add(3);

        assertThat(failed).containsExactly(1L, 2L, 3L);
        assertThat(sent).containsExactly(List.of(1L));
    }

    @Test
    void batchHoldsAThousandAtMost() {
        LongStream.rangeClosed(0, 1_500).forEach(batches::add);
        underWay.get(0).complete(null);
        underWay.get(1).complete(null);

        assertThat(sent).extracting(List::size).containsExactly(1, 1_000, 500);
    }
}
