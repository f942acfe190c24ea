package org.chatcluster.gateway.replay;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.micronaut.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.chatcluster.common.event.UnreadableEvent;
import org.chatcluster.gateway.fanout.Audience;
import org.chatcluster.gateway.fanout.Missed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings users what they missed while the node did not listen for them: asks the API in batches
/// and hands on what it tells, so that there are no holes, though there may be repeats.
///
/// Invariant: a user who missed something waits or is in a batch until a batch with them was
/// answered whole, or until they have no session here any more. At most [#MOST_UNDER_WAY] batches
/// are under way, and a user waits once, so what is held is bounded by the node's users. All state
/// is the thread's own.
public final class Replay implements Missed {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    static final int MOST_TOKENS = 500;
    static final int MOST_UNDER_WAY = 2;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /// Users of one question.
    ///
    /// @param since of the one who has missed things for longest, in `System.nanoTime`
    private record Batch(List<Long> userIds, List<String> tokens, long since) {}

    private final ReplayApi api;
    private final ReplayConfig config;
    private final JsonMapper json;
    private final ScheduledExecutorService thread;
    private final LongSupplier nanos;
    private final Map<Long, Long> waiting = new LinkedHashMap<>();
    private @Nullable Audience audience;
    private int underWay;
    private int tokensAtOnce = MOST_TOKENS;
    private int failures;
    private boolean pausing;

    /// Makes a replay that does its work on that one thread, and whose time is that of `nanos`, as
    /// of `System.nanoTime`.
    public Replay(
            ReplayApi api,
            ReplayConfig config,
            JsonMapper json,
            ScheduledExecutorService thread,
            LongSupplier nanos) {
        this.api = api;
        this.config = config;
        this.json = json;
        this.thread = thread;
        this.nanos = nanos;
    }

    /// Says who is to get what was missed. To be called once, before anybody misses anything.
    public void start(Audience audience) {
        this.audience = audience;
        if (!config.enabled()) {
            LOG.warn("replay is off: what is published while redis is lost never arrives");
        }
    }

    @Override
    public void missed(long userId, long sinceNanos) {
        if (config.enabled()) {
            execute(() -> {
                waiting.merge(userId, sinceNanos, Replay::earlier);
                proceed();
            });
        }
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            LOG.debug("replay ends with the node");
        }
    }

    private static Long earlier(Long one, Long other) {
        return one - other < 0 ? one : other;
    }

    private void proceed() {
        while (!pausing && underWay < MOST_UNDER_WAY && !waiting.isEmpty()) {
            Batch batch = nextBatch();
            if (!batch.tokens().isEmpty()) {
                underWay++;
                ask(batch, null, 0);
            }
        }
    }

    private Batch nextBatch() {
        List<Long> userIds = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        long since = nanos.getAsLong();
        var users = waiting.entrySet().iterator();
        while (users.hasNext() && tokens.size() < tokensAtOnce) {
            Map.Entry<Long, Long> user = users.next();
            Optional<String> token = audience().tokenOf(user.getKey());
            if (token.isPresent()) {
                userIds.add(user.getKey());
                tokens.add(token.get());
                since = earlier(since, user.getValue());
            }
            users.remove();
        }
        return new Batch(userIds, tokens, since);
    }

    private Audience audience() {
        if (audience == null) {
            throw new IllegalStateException("not started");
        }
        return audience;
    }

    private void ask(Batch batch, @Nullable String after, int handed) {
        long age = NANOSECONDS.toMillis(nanos.getAsLong() - batch.since());
        api.ask(batch.tokens(), age + config.margin().toMillis(), after)
                .whenComplete(
                        (body, failure) -> execute(() -> answered(batch, handed, body, failure)));
    }

    private void answered(
            Batch batch, int handed, byte @Nullable [] body, @Nullable Throwable failure) {
        if (body == null) {
            failed(batch, failure == null ? "no answer" : failure.toString());
            return;
        }
        try {
            ReplayPage page = ReplayPage.read(body, json);
            int all = handed + page.handTo(audience()::arrived);
            if (page.after() == null) {
                done(batch, all);
            } else {
                ask(batch, page.after(), all);
            }
        } catch (UnreadableEvent e) {
            failed(batch, String.valueOf(e.getMessage()));
        }
    }

    private void done(Batch batch, int handed) {
        LOG.info(
                "replayed users={} events={} left={}",
                batch.userIds().size(),
                handed,
                waiting.size());
        underWay--;
        failures = 0;
        tokensAtOnce = Math.min(tokensAtOnce * 2, MOST_TOKENS);
        proceed();
    }

    /// Fewer at once next time: it may be that so many can't be answered in time.
    private void failed(Batch batch, String reason) {
        LOG.warn("not replayed, trying again users={} reason={}", batch.userIds().size(), reason);
        underWay--;
        batch.userIds().forEach(user -> waiting.merge(user, batch.since(), Replay::earlier));
        tokensAtOnce = Math.max(1, tokensAtOnce / 2);
        if (!pausing) {
            pausing = true;
            thread.schedule(this::resume, pauseMillis(), MILLISECONDS);
        }
    }

    private long pauseMillis() {
        long most = Math.min(FIRST_PAUSE_MILLIS << Math.min(failures++, 10), LONGEST_PAUSE_MILLIS);
        return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    }

    private void resume() {
        pausing = false;
        proceed();
    }
}
