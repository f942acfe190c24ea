package org.chatcluster.gateway.presence.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.common.presence.PresenceNews;
import org.chatcluster.common.presence.PresenceNews.Kind;
import org.chatcluster.gateway.presence.Presence;
import org.chatcluster.gateway.presence.PresenceApi;
import org.chatcluster.gateway.presence.PresenceChannel;
import org.junit.jupiter.api.Test;

final class AttendanceTest {
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final List<Map<Long, Long>> seen = new ArrayList<>();
    private final List<CompletableFuture<Void>> noted = new ArrayList<>();
    private final List<Collection<PresenceNews>> told = new ArrayList<>();
    private final List<CompletableFuture<Void>> published = new ArrayList<>();
    private boolean redisIsSlow;
    private long now;

    private final PresenceApi api =
            new PresenceApi() {
                @Override
                public CompletionStage<List<Presence>> ask(List<Long> userIds) {
                    return new CompletableFuture<>();
                }

                @Override
                public CompletionStage<?> seen(Map<Long, Long> agesMs) {
                    seen.add(agesMs);
                    noted.add(new CompletableFuture<>());
                    return noted.getLast();
                }
            };

    private final PresenceChannel channel =
            new PresenceChannel() {
                @Override
                public CompletionStage<?> publish(Collection<PresenceNews> news) {
                    told.add(news);
                    published.add(new CompletableFuture<>());
                    if (!redisIsSlow) {
                        published.getLast().complete(null);
                    }
                    return published.getLast();
                }

                @Override
                public CompletionStage<Set<Long>> listenedFor(List<Long> userIds) {
                    return new CompletableFuture<>();
                }
            };

    private final Attendance attendance =
            new Attendance(api, new Announcements(channel), LINGER, () -> now);

    private void passes(Duration time) {
        now += time.toNanos();
    }

    private static PresenceNews news(Kind kind, long userId) {
        return new PresenceNews(kind, userId);
    }

    @Test
    void whoComesIsToldAtOnceAndNotedWithTheNextBatch() {
        attendance.came(1);
        attendance.came(2);
        assertThat(told).containsExactly(List.of(news(Kind.CAME, 1)), List.of(news(Kind.CAME, 2)));

        passes(Duration.ofMillis(300));
        attendance.tick();

        assertThat(seen).containsExactly(Map.of(1L, 0L, 2L, 0L));
    }

    @Test
    void whoLeftIsToldOnceItIsNotedWhenTheyWereSeen() {
        attendance.came(1);
        attendance.tick();
        noted.getLast().complete(null);
        told.clear();

        attendance.left(1);
        passes(Duration.ofMillis(200));
        attendance.tick();
        assertThat(seen.getLast()).isEqualTo(Map.of(1L, LINGER.toMillis() + 200));
        assertThat(told).isEmpty();
        noted.getLast().complete(null);

        assertThat(told).containsExactly(List.of(news(Kind.LEFT, 1)));
    }

    @Test
    void whoLeftIsToldThoughTheApiIsAwayAndNotedWhenItIsBack() {
        attendance.came(1);
        attendance.tick();
        noted.getLast().complete(null);
        attendance.left(1);
        attendance.tick();
        noted.getLast().completeExceptionally(new IllegalStateException("away"));
        assertThat(told).contains(List.of(news(Kind.LEFT, 1)));

        passes(Duration.ofSeconds(1));
        attendance.tick();

        assertThat(seen.getLast()).isEqualTo(Map.of(1L, LINGER.toMillis() + 1_000));
    }

    @Test
    void whoIsBackBeforeItWasToldThatTheyLeftNeverLeft() {
        attendance.came(1);
        attendance.left(1);
        attendance.came(1);
        attendance.tick();
        noted.getLast().complete(null);
        attendance.tick();

        assertThat(told).containsOnly(List.of(news(Kind.CAME, 1)));
    }

    @Test
    void whoStaysIsNotedEveryFiveMinutesAndInBatches() {
        int users = Attendance.MOST_AT_ONCE + 1;
        for (long userId = 1; userId <= users; userId++) {
            attendance.came(userId);
        }
        attendance.tick();
        attendance.tick();
        noted.getLast().complete(null);
        attendance.tick();
        noted.getLast().complete(null);
        assertThat(seen.stream().map(Map::size)).containsExactly(users - 1, 1);

        passes(Attendance.MARK_EVERY.minusSeconds(1));
        attendance.tick();
        assertThat(seen).hasSize(2);
        passes(Duration.ofSeconds(1));
        attendance.tick();
        assertThat(seen).hasSize(3);
    }

    @Test
    void whatComesWhileRedisIsAskedGoesTogetherAndAsItIsThen() {
        redisIsSlow = true;
        attendance.came(1);
        attendance.came(2);
        attendance.came(3);
        attendance.came(2);
        assertThat(told).hasSize(1);

        published.getFirst().complete(null);

        assertThat(told.getLast()).containsExactly(news(Kind.CAME, 3), news(Kind.CAME, 2));
    }
}
