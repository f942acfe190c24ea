package org.chatcluster.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.chatcluster.common.presence.PresenceNews;
import org.chatcluster.common.presence.PresenceNews.Kind;
import org.junit.jupiter.api.Test;

final class WatchersTest {
    private static final int SWEEP_SECONDS = 2;

    /// The API, which answers when the test lets it.
    private static final class Api implements PresenceApi {
        private final List<List<Long>> asked = new ArrayList<>();
        private final List<CompletableFuture<List<Presence>>> answers = new ArrayList<>();

        @Override
        public CompletionStage<List<Presence>> ask(List<Long> userIds) {
            asked.add(userIds);
            answers.add(new CompletableFuture<>());
            return answers.getLast();
        }

        @Override
        public CompletionStage<?> seen(Map<Long, Long> agesMs) {
            return new CompletableFuture<>();
        }
    }

    /// Redis, where those are online whom the test puts there.
    private final Set<Long> listenedFor = new HashSet<>();

    private boolean redisAway;

    private final PresenceChannel channel =
            new PresenceChannel() {
                @Override
                public CompletionStage<?> publish(Collection<PresenceNews> news) {
                    return new CompletableFuture<>();
                }

                @Override
                public CompletionStage<Set<Long>> listenedFor(List<Long> userIds) {
                    return redisAway
                            ? CompletableFuture.failedStage(new IllegalStateException("away"))
                            : CompletableFuture.completedStage(new HashSet<>(listenedFor));
                }
            };

    /// A session that writes down what it is told, and takes frames while it is clear.
    private final class Session implements Viewer {
        private final List<String> told = new ArrayList<>();
        private final Watch watch = watchers.watch(this);
        private boolean clear = true;

        void watches(Long... userIds) {
            watch.begin(
                    new LinkedHashSet<>(List.of(userIds)),
                    answer ->
                            told.add(
                                    answer.map(json -> new String(json, StandardCharsets.UTF_8))
                                            .map(WatchersTest::inShort)
                                            .orElse("refused")));
            thread.runPendingTasks();
        }

        @Override
        public EventExecutor executor() {
            return thread.eventLoop();
        }

        @Override
        public boolean isClear() {
            return clear;
        }

        @Override
        public void show(byte[] payload) {
            told.add(inShort(new String(payload, StandardCharsets.UTF_8)));
        }

        @Override
        public void flush() {}
    }

    private final Api api = new Api();
    private final EmbeddedChannel thread = new EmbeddedChannel();
    private long now;
    private final Watchers watchers =
            new Watchers(
                    api,
                    channel,
                    new PresenceConfig(
                            Duration.ofSeconds(SWEEP_SECONDS), Duration.ofSeconds(5), 2_000),
                    thread.eventLoop(),
                    () -> now);

    /// Returns `1+ 2-` for an answer, `1+` for a presence.
    private static String inShort(String json) {
        return json.replaceAll("\\{\"event\":\"presence\",\"data\":(.*)}", "$1")
                .replaceAll("\\{\"user_id\":(\\d+),\"online\":true[^}]*}", "$1+")
                .replaceAll("\\{\"user_id\":(\\d+),\"online\":false[^}]*}", "$1-");
    }

    private static Presence online(long userId) {
        return new Presence(userId, true, false, null);
    }

    private static Presence offline(long userId) {
        return new Presence(userId, false, false, null);
    }

    private void answer(Presence... presences) {
        api.answers.getLast().complete(List.of(presences));
        thread.runPendingTasks();
    }

    private void news(Kind kind, long userId) {
        watchers.news(List.of(new PresenceNews(kind, userId)));
        thread.runPendingTasks();
    }

    private void secondsPass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += TimeUnit.SECONDS.toNanos(1);
            thread.advanceTimeBy(1, TimeUnit.SECONDS);
            thread.runScheduledPendingTasks();
            thread.runPendingTasks();
        }
    }

    private Session watchingOneWhoIsOnline() {
        watchers.start();
        Session session = new Session();
        session.watches(1L);
        listenedFor.add(1L);
        answer(online(1));
        session.told.clear();
        return session;
    }

    @Test
    void watcherIsToldHowThingsStandAndThenWhatChanges() {
        Session session = new Session();

        session.watches(2L, 1L);
        answer(offline(1), online(2));
        news(Kind.CAME, 1);
        answer(online(1));
        news(Kind.LEFT, 2);
        answer(offline(2));

        assertThat(session.told).containsExactly("[2+,1-]", "1+", "2-");
    }

    @Test
    void whatIsKnownIsNotAskedForAgain() {
        Session first = new Session();
        first.watches(1L);
        answer(online(1));
        Session second = new Session();

        second.watches(1L);
        news(Kind.CAME, 1);
        news(Kind.CAME, 77);

        assertThat(second.told).containsExactly("[1+]");
        assertThat(api.asked).hasSize(1);
    }

    @Test
    void newsThatComeWhileTheQuestionIsUnderWayAreAskedForAfterIt() {
        Session session = new Session();
        session.watches(1L);
        news(Kind.CAME, 1);
        assertThat(api.asked).hasSize(1);

        answer(offline(1));
        assertThat(api.asked).hasSize(2);
        answer(online(1));

        assertThat(session.told).containsExactly("[1-]", "1+");
    }

    @Test
    void whoLeftOneNodeAndIsOnAnotherStays() {
        Session session = watchingOneWhoIsOnline();

        news(Kind.LEFT, 1);
        answer(online(1));

        assertThat(session.told).isEmpty();
    }

    @Test
    void whoIsGoneWithoutAWordIsToldAfterTheGrace() {
        Session session = watchingOneWhoIsOnline();

        listenedFor.clear();
        secondsPass(SWEEP_SECONDS + 4);
        assertThat(api.asked).hasSize(1);
        secondsPass(SWEEP_SECONDS);
        answer(offline(1));

        assertThat(session.told).containsExactly("1-");
    }

    @Test
    void whoIsBackWithinTheGraceWasNotGone() {
        Session session = watchingOneWhoIsOnline();

        for (int i = 0; i < 5; i++) {
            listenedFor.clear();
            secondsPass(4);
            listenedFor.add(1L);
            secondsPass(SWEEP_SECONDS);
        }

        assertThat(session.told).isEmpty();
        assertThat(api.asked).hasSize(1);
    }

    @Test
    void nobodyGoesWhileRedisIsAway() {
        Session session = watchingOneWhoIsOnline();

        listenedFor.clear();
        secondsPass(4);
        redisAway = true;
        secondsPass(50);
        redisAway = false;
        secondsPass(4);

        assertThat(session.told).isEmpty();
        assertThat(api.asked).hasSize(1);
    }

    @Test
    void whoCameWithoutAWordIsFoundByTheSweep() {
        watchers.start();
        Session session = new Session();
        session.watches(1L);
        answer(offline(1));

        listenedFor.add(1L);
        secondsPass(SWEEP_SECONDS);
        answer(online(1));

        assertThat(session.told).containsExactly("[1-]", "1+");
    }

    @Test
    void whoHidesGoesAtOnceAndComesAndGoesUnseen() {
        Session session = watchingOneWhoIsOnline();

        news(Kind.CHANGED, 1);
        answer(new Presence(1, false, true, null));
        news(Kind.LEFT, 1);
        news(Kind.CAME, 1);
        secondsPass(10);
        assertThat(api.asked).hasSize(2);
        news(Kind.CHANGED, 1);
        answer(online(1));

        assertThat(session.told).containsExactly("1-", "1+");
    }

    @Test
    void allAreAskedForAgainOnceNewsArriveAgain() {
        Session session = watchingOneWhoIsOnline();

        watchers.connected();
        thread.runPendingTasks();
        answer(new Presence(1, false, true, null));

        assertThat(session.told).containsExactly("1-");
    }

    @Test
    void whoHidesWithoutAWordIsFoundWithinAMinute() {
        Session session = watchingOneWhoIsOnline();

        secondsPass(60);
        answer(new Presence(1, false, true, null));

        assertThat(session.told).containsExactly("1-");
    }

    @Test
    void whatAClientDoesNotTakeIsToldOnceAndAsItIsThen() {
        Session session = watchingOneWhoIsOnline();
        session.clear = false;

        news(Kind.LEFT, 1);
        answer(offline(1));
        news(Kind.CAME, 1);
        answer(online(1));
        news(Kind.LEFT, 1);
        answer(offline(1));
        assertThat(session.told).isEmpty();
        session.clear = true;
        session.watch.show();

        assertThat(session.told).containsExactly("1-");
    }

    @Test
    void onlyTheLatestWatchCountsAndNoneAfterTheEnd() {
        Session session = watchingOneWhoIsOnline();

        session.watches(2L);
        answer(offline(2));
        news(Kind.LEFT, 1);
        assertThat(api.asked).hasSize(2);
        session.watch.close();
        thread.runPendingTasks();
        news(Kind.CAME, 2);

        assertThat(session.told).containsExactly("[2-]");
        assertThat(api.asked).hasSize(2);
    }

    @Test
    void watcherIsRefusedWhileTheApiIsAwayAndHearsWhenItIsBack() {
        Session session = new Session();
        session.watches(1L);
        api.answers.getLast().completeExceptionally(new IllegalStateException("away"));
        thread.runPendingTasks();
        assertThat(session.told).containsExactly("refused");

        secondsPass(1);
        answer(online(1));

        assertThat(session.told).containsExactly("refused", "1+");
    }

    @Test
    void moreThanTheNodeMayWatchIsRefused() {
        for (int i = 0; i < 4; i++) {
            watchFiveHundred(new Session(), i * 500L);
        }
        Session session = new Session();

        session.watches(9_999L);

        assertThat(session.told).containsExactly("refused");
    }

    @Test
    void whoIsRefusedForWhatTheyWatchedLeavesNothingBehind() {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sessions.add(new Session());
            watchFiveHundred(sessions.get(i), i * 500L);
        }
        watchFiveHundred(sessions.getFirst(), 0);
        Session other = new Session();

        other.watches(9_999L);

        assertThat(sessions.getFirst().told).containsExactly("refused");
        assertThat(other.told).isEmpty();
    }

    private static void watchFiveHundred(Session session, long first) {
        session.watches(LongStream.range(first, first + 500).boxed().toArray(Long[]::new));
    }
}
