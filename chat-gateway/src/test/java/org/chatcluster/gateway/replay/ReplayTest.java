package org.chatcluster.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.gateway.fanout.Arrival;
import org.chatcluster.gateway.fanout.Arrival.ClientEvent;
import org.chatcluster.gateway.fanout.Audience;
import org.chatcluster.gateway.testing.FakeInternalApi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReplayTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private record Asked(
            List<String> tokens,
            long ageMillis,
            @Nullable String after,
            CompletableFuture<byte[]> answer) {}

    private final List<Asked> asked = new ArrayList<>();
    private final Map<Long, String> tokens = new HashMap<>();
    private final List<String> arrived = new ArrayList<>();
    private final EmbeddedChannel thread = new EmbeddedChannel();
    private long now = 100 * SECOND;
    private final Replay replay = replay(true);

    private Replay replay(boolean enabled) {
        ReplayApi api =
                new ReplayApi() {
                    @Override
                    public CompletionStage<byte[]> ask(
                            List<String> bearers, LongSupplier ageMillis, @Nullable String after) {
                        CompletableFuture<byte[]> answer = new CompletableFuture<>();
                        asked.add(new Asked(bearers, ageMillis.getAsLong(), after, answer));
                        return answer;
                    }
                };
        Audience audience =
                new Audience() {
                    @Override
                    public Optional<String> tokenOf(long userId) {
                        return Optional.ofNullable(tokens.get(userId));
                    }

                    @Override
                    public void arrived(Long userId, Arrival arrival) {
                        ClientEvent event = (ClientEvent) arrival;
                        String frame = event.frame().toString(StandardCharsets.UTF_8);
                        arrived.add(userId + " " + frame.substring(2));
                    }
                };
        Replay made =
                new Replay(
                        api,
                        new ReplayConfig(enabled, Duration.ofSeconds(2)),
                        JsonMapper.createDefault(),
                        thread.eventLoop(),
                        () -> now);
        made.start(audience);
        return made;
    }

    private void missed(long first, long last) {
        for (long userId = first; userId <= last; userId++) {
            tokens.put(userId, "t" + userId);
            replay.missed(userId, now - 10 * SECOND);
        }
        thread.runPendingTasks();
    }

    private void answer(int question, byte[] page) {
        asked.get(question).answer().complete(page);
        thread.runPendingTasks();
    }

    private void refuse(int question) {
        asked.get(question).answer().completeExceptionally(new IllegalStateException("away"));
        thread.runPendingTasks();
    }

    private void pausePasses() {
        thread.advanceTimeBy(6, TimeUnit.SECONDS);
        thread.runPendingTasks();
        thread.runScheduledPendingTasks();
    }

    private static EventBatch.Writer event(String frame, Long... userIds) {
        return new EventBatch.Writer()
                .add(
                        List.of(userIds),
                        new EventHeader(EventType.MESSAGE_CREATED, 1, 1, 1),
                        frame.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] lastPage() {
        return FakeInternalApi.page(new EventBatch.Writer(), null);
    }

    @Test
    void whatWasMissedGoesToThoseWhoMissedIt() {
        missed(1, 1);
        assertThat(asked.getFirst().tokens()).containsExactly("t1");
        assertThat(asked.getFirst().ageMillis()).isEqualTo(12_000);

        answer(0, FakeInternalApi.page(event("{}", 1L, 2L), null));

        assertThat(arrived).containsExactly("1 {}", "2 {}");
        assertThat(asked).hasSize(1);
    }

    @Test
    void userWhoseTokenIsRefusedIsAskedForAgainAsLongAsThereIsASession() {
        missed(1, 1);
        byte[] end = "{\"after\":null,\"refused\":[0]}".getBytes(StandardCharsets.UTF_8);
        EventHeader header = new EventHeader(EventType.SYNC_PAGE, 0, 0, 0);

        answer(0, new EventBatch.Writer().add(List.of(), header, end).toBytes());
        assertThat(asked).hasSize(1);
        tokens.put(1L, "of another session");
        pausePasses();
        assertThat(asked.getLast().tokens()).containsExactly("of another session");
        answer(1, lastPage());
        pausePasses();

        assertThat(asked).hasSize(2);
    }

    @Test
    void nextPageIsAskedForWithTheTokensOfThatTime() {
        missed(1, 1);
        tokens.put(1L, "renewed");
        answer(0, FakeInternalApi.page(event("1", 1L), "c1"));
        assertThat(asked.getLast().tokens()).containsExactly("renewed");

        tokens.remove(1L);
        answer(1, FakeInternalApi.page(event("2", 1L), "c2"));

        assertThat(asked).hasSize(2);
    }

    @Test
    void pagesAreAskedForUntilTheLastWithTheSameBeginning() {
        missed(1, 1);
        now += SECOND;
        answer(0, FakeInternalApi.page(event("1", 1L), "c1"));
        answer(1, FakeInternalApi.page(event("2", 1L), null));

        assertThat(asked).extracting(Asked::after).containsExactly(null, "c1");
        assertThat(asked).extracting(Asked::ageMillis).containsExactly(12_000L, 13_000L);
        assertThat(arrived).containsExactly("1 1", "1 2");
    }

    @Test
    void usersAreAskedForInBatchesOfWhichFewAreUnderWay() {
        missed(1, 1_400);
        assertThat(asked).extracting(question -> question.tokens().size()).containsExactly(1, 1);

        answer(0, lastPage());
        answer(1, lastPage());
        answer(2, lastPage());

        assertThat(asked)
                .extracting(question -> question.tokens().size())
                .containsExactly(1, 1, 500, 500, 398);
    }

    @Test
    void nobodyIsForgottenWhileTheApiIsAway() {
        missed(1, 2);
        refuse(0);
        refuse(1);
        assertThat(asked).hasSize(2);

        pausePasses();
        refuse(2);
        pausePasses();

        assertThat(asked.stream().skip(2).flatMap(question -> question.tokens().stream()))
                .contains("t1", "t2");
        answer(asked.size() - 1, FakeInternalApi.page(event("x", 1L, 2L), null));
        assertThat(arrived).hasSize(2);
    }

    @Test
    void pageThatIsCutOffIsAskedForAgain() {
        missed(1, 1);

        answer(0, event("x", 1L).toBytes());
        pausePasses();

        assertThat(asked).hasSize(2);
        assertThat(arrived).isEmpty();
    }

    @Test
    void fewerAreAskedForAfterAFailureAndMoreAgainAfterASuccess() {
        missed(1, 1_400);
        refuse(0);
        answer(1, lastPage());
        pausePasses();

        assertThat(asked.get(2).tokens()).hasSize(500);
        refuse(2);
        pausePasses();
        assertThat(asked.getLast().tokens()).hasSize(250);
    }

    @Test
    void whoHasNoSessionAnyMoreIsNotAskedFor() {
        missed(1, 2);
        refuse(0);
        tokens.remove(1L);
        pausePasses();
        answer(1, lastPage());

        assertThat(asked).hasSize(2);
    }

    @Test
    void switchedOffAsksNothing() {
        replay(false).missed(1, 0);
        thread.runPendingTasks();

        assertThat(asked).isEmpty();
    }
}
