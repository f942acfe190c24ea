package org.chatcluster.gateway.presence;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.chatcluster.common.presence.PresenceNews;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the sessions of this node told how it stands with the users whom they watch. Thread-safe:
/// all state but the inbox of news is its thread's own.
///
/// Invariants: what is told of a user is what the API answered last, and answers come one after the
/// other, so nothing old overtakes what is new. News and sweeps only decide whom to ask for. Of a
/// user who is online it is told that they left only if a gateway said so or nobody listened for
/// them all through the grace, so that who moves to another node does not flap. Every user watched
/// is known, or is asked for until they are.
public final class Watchers implements PresenceChannel.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);
    private static final long PAUSE_MILLIS = 1_000;

    /// Of hiding no sweep finds anything, and news of it may get lost.
    private static final long RECHECK_SECONDS = 60;

    private final Questions questions;
    private final PresenceChannel channel;
    private final PresenceConfig config;
    private final ScheduledExecutorService thread;
    private final NewsInbox inbox = new NewsInbox();
    private final Roster roster;
    private boolean sweeping;

    /// Makes the watchers of a node, who work on that one thread and whose time is that of `nanos`,
    /// as of `System.nanoTime`.
    public Watchers(
            PresenceApi api,
            PresenceChannel channel,
            PresenceConfig config,
            ScheduledExecutorService thread,
            LongSupplier nanos) {
        this.questions = new Questions(api);
        this.channel = channel;
        this.config = config;
        this.thread = thread;
        this.roster = new Roster(config, nanos);
    }

    /// Begins to look, every now and then, for those whom nobody tells of.
    public void start() {
        long millis = config.sweep().toMillis();
        var _ = thread.scheduleWithFixedDelay(guarded(this::sweep), millis, millis, MILLISECONDS);
        Runnable recheck = guarded(this::recheck);
        var _ = thread.scheduleWithFixedDelay(recheck, RECHECK_SECONDS, RECHECK_SECONDS, SECONDS);
    }

    /// Returns a watch of a session, on nobody yet.
    public Watch watch(Viewer viewer) {
        return new Watch(this, viewer);
    }

    private void run(Runnable task) {
        try {
            thread.execute(guarded(task));
        } catch (RejectedExecutionException _) {
            LOG.debug("presence: the node ends");
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("presence: step failed", e);
            }
        };
    }

    void begin(WatchRequest request) {
        run(() -> {
            roster.forget(request.watch(), request.userIds());
            if (roster.size() + request.userIds().size() > config.maxWatched()) {
                LOG.warn("presence: too many are watched users={}", roster.size());
                roster.forget(request.watch(), Set.of());
                request.told().accept(Optional.empty());
            } else {
                roster.begin(request).forEach(questions::add);
                ask();
            }
        });
    }

    void end(Watch watch) {
        run(() -> roster.forget(watch, Set.of()));
    }

    @Override
    public void news(List<PresenceNews> news) {
        if (inbox.add(news)) {
            run(this::readNews);
        }
    }

    private void readNews() {
        NewsInbox.Taken taken = inbox.take();
        if (taken.overflowed()) {
            askForAll();
        }
        for (PresenceNews news : taken.news()) {
            Watched user = roster.find(news.userId());
            if (user != null && heeds(user, news.kind())) {
                questions.add(news.userId());
            }
        }
        ask();
    }

    private static boolean heeds(Watched user, PresenceNews.Kind kind) {
        return switch (kind) {
            case CAME -> {
                user.isThere();
                yield !user.isOnline() && !user.isHidden();
            }
            case LEFT -> {
                user.mayLeave();
                yield user.isOnline();
            }
            case CHANGED -> true;
        };
    }

    @Override
    public void connected() {
        run(this::askForAll);
    }

    /// News may have been missed, and that somebody hides is told by news alone.
    private void askForAll() {
        roster.forEach((userId, user) -> {
            user.isThere();
            questions.add(userId);
        });
        ask();
    }

    private void recheck() {
        roster.forEach((userId, _) -> questions.add(userId));
        ask();
    }

    private void ask() {
        List<Long> userIds = questions.next(roster::contains);
        if (!userIds.isEmpty()) {
            questions
                    .ask(userIds)
                    .whenComplete(
                            (answer, failure) -> run(() -> answered(userIds, answer, failure)));
        }
    }

    private void answered(
            List<Long> userIds, @Nullable List<Presence> answer, @Nullable Throwable failure) {
        if (answer != null) {
            questions.answered();
            roster.learn(answer);
            ask();
            return;
        }
        String reason = String.valueOf(failure);
        LOG.warn("presence: api did not answer users={} reason={}", userIds.size(), reason);
        userIds.forEach(questions::add);
        roster.failThoseWaitingFor(questions::holds);
        Runnable again =
                guarded(() -> {
                    questions.answered();
                    ask();
                });
        var _ = thread.schedule(again, PAUSE_MILLIS, MILLISECONDS);
    }

    private void sweep() {
        List<Long> userIds = new ArrayList<>();
        roster.forEach((userId, user) -> {
            if (user.known() != null && !user.isHidden()) {
                userIds.add(userId);
            }
        });
        if (!sweeping && !userIds.isEmpty()) {
            sweeping = true;
            channel.listenedFor(userIds)
                    .whenComplete((there, _) ->
                            run(() -> {
                                sweeping = false;
                                userIds.forEach(userId -> swept(userId, there));
                                ask();
                            }));
        }
    }

    /// @param there for whom somebody listens; null if that is not known, and then nobody is gone
    private void swept(Long userId, @Nullable Set<Long> there) {
        Watched user = roster.find(userId);
        if (user == null || user.isHidden()) {
            return;
        }
        if (there == null) {
            user.isThere();
        } else if (!there.contains(userId)) {
            if (user.isOnline() && roster.isGone(user)) {
                questions.add(userId);
            }
        } else {
            user.isThere();
            if (!user.isOnline()) {
                questions.add(userId);
            }
        }
    }
}
