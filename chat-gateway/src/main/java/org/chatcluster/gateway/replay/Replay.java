package org.chatcluster.gateway.replay;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micronaut.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
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
    private record Batch(List<Long> userIds, long since) {}

    private final ReplayApi api;
    private final ReplayConfig config;
    private final JsonMapper json;
    private final ScheduledExecutorService thread;
    private final LongSupplier nanos;
    private final Map<Long, Long> waiting = new LinkedHashMap<>();
    private final LongAdder handedEvents = new LongAdder();
    private final LongAdder failedBatches = new LongAdder();
    private @Nullable Audience audience;
    private int underWay;
    private int tokensAtOnce = MOST_TOKENS;
    private int failures;
    private boolean pausing;
    private volatile int waitingUsers;

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

    /// Returns how many events were handed on so far, one for each user. Any thread may ask.
    public double handedEvents() {
        return handedEvents.sum();
    }

    /// Returns how many questions failed so far. Any thread may ask.
    public double failedBatches() {
        return failedBatches.sum();
    }

    /// Returns how many users wait to be asked for. Any thread may ask.
    public int waitingUsers() {
        return waitingUsers;
    }

    private void execute(Runnable task) {
        try {
            thread.execute(() -> {
                task.run();
                waitingUsers = waiting.size();
            });
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
            if (!batch.userIds().isEmpty()) {
                underWay++;
                ask(batch, null, 0);
            }
        }
    }

    private Batch nextBatch() {
        List<Long> userIds = new ArrayList<>();
        long since = nanos.getAsLong();
        var users = waiting.entrySet().iterator();
        while (users.hasNext() && userIds.size() < tokensAtOnce) {
            Map.Entry<Long, Long> user = users.next();
            if (audience().tokenOf(user.getKey()).isPresent()) {
                userIds.add(user.getKey());
                since = earlier(since, user.getValue());
            }
            users.remove();
        }
        return new Batch(userIds, since);
    }

    private Audience audience() {
        if (audience == null) {
            throw new IllegalStateException("not started");
        }
        return audience;
    }

    /// Asks with the tokens that the users have now: one may have been renewed since the last page.
    private void ask(Batch batch, @Nullable String after, int handed) {
        List<Long> users = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        for (Long user : batch.userIds()) {
            audience()
                    .tokenOf(user)
                    .ifPresent(token -> {
                        users.add(user);
                        tokens.add(token);
                    });
        }
        if (tokens.isEmpty()) {
            done(batch, handed);
            return;
        }
        Batch asked = new Batch(users, batch.since());
        api.ask(tokens, () -> ageMillis(batch), after)
                .whenComplete(
                        (body, failure) -> execute(() -> answered(asked, handed, body, failure)));
    }

    private long ageMillis(Batch batch) {
        Duration age = Duration.ofNanos(nanos.getAsLong() - batch.since());
        return age.plus(config.margin()).toMillis();
    }

    /// Whatever goes wrong with an answer, the batch is asked for again.
    private void answered(
            Batch batch, int handed, byte @Nullable [] body, @Nullable Throwable failure) {
        if (body == null) {
            failed(batch, String.valueOf(failure));
            return;
        }
        try {
            ReplayPage page = ReplayPage.read(body, json);
            int now = page.handTo(audience()::arrived);
            handedEvents.add(now);
            int all = handed + now;
            Batch told = told(batch, page.refused());
            if (page.after() == null) {
                done(told, all);
            } else {
                ask(told, page.after(), all);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            failed(batch, e.toString());
        }
    }

    /// Whose token was not good waits for a moment: another session of theirs may have a good one,
    /// or the one that has it is about to be closed.
    private Batch told(Batch batch, List<Integer> refused) {
        if (refused.isEmpty()) {
            return batch;
        }
        List<Long> users = new ArrayList<>(batch.userIds());
        refused.forEach(place -> {
            Long user = batch.userIds().get(place);
            users.remove(user);
            waiting.merge(user, batch.since(), Replay::earlier);
        });
        pause();
        return new Batch(users, batch.since());
    }

    private void done(Batch batch, int handed) {
        LOG.info(
                "replayed users={} events={} left={}",
                batch.userIds().size(),
                handed,
                waiting.size());
        underWay--;
        if (!pausing) {
            failures = 0;
        }
        tokensAtOnce = Math.min(tokensAtOnce * 2, MOST_TOKENS);
        proceed();
    }

    /// Fewer at once next time: it may be that so many can't be answered in time.
    private void failed(Batch batch, String reason) {
        LOG.warn("not replayed, trying again users={} reason={}", batch.userIds().size(), reason);
        underWay--;
        failedBatches.increment();
        batch.userIds().forEach(user -> waiting.merge(user, batch.since(), Replay::earlier));
        tokensAtOnce = Math.max(1, tokensAtOnce / 2);
        pause();
    }

    private void pause() {
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
