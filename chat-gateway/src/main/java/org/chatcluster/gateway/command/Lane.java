package org.chatcluster.gateway.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.chatcluster.gateway.command.Command.Authenticate;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.command.Command.Ping;
import org.chatcluster.gateway.command.Command.Refused;
import org.chatcluster.gateway.command.Command.Resume;
import org.chatcluster.gateway.command.Command.WatchPresence;
import org.chatcluster.gateway.command.SyncPages.PageRefused;
import org.chatcluster.gateway.resume.Outcome;
import org.chatcluster.gateway.resume.Outcome.Failed;
import org.chatcluster.gateway.resume.Outcome.Replayed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One session's commands, carried out and answered one after the other in the order in which they
/// came. When too many wait, the client's socket is not read, so that the client is held up and
/// nobody else. For the session's event loop alone.
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private static final byte[] NOTHING = {};

    private final Lanes lanes;
    private final Caller caller;
    private final Dialect dialect;
    private final Backlog waiting;
    private final TypingPace typing = new TypingPace();
    private boolean busy;
    private boolean paused;
    private long calls;

    Lane(Lanes lanes, Caller caller, Dialect dialect) {
        this.lanes = lanes;
        this.caller = caller;
        this.dialect = dialect;
        this.waiting = new Backlog(lanes.queue());
    }

    /// Takes the payload of a text frame, and returns whether it is a frame of the protocol; if
    /// not, the client has been told so and stays, unless it goes on like this.
    public boolean accept(byte[] frame) {
        Command command = dialect.read(frame);
        enqueue(command, frame.length);
        return !(command instanceof Refused refused && refused.isBadFrame());
    }

    /// Answers, in its turn, a frame that is refused without being read.
    public void refuse(ProblemCode code, String detail) {
        enqueue(new Refused(null, code, detail, List.of()), 0);
    }

    /// Returns whether no command is under way or waits.
    public boolean isIdle() {
        return !busy && waiting.isEmpty();
    }

    /// Forgets what waits: the session has ended.
    public void close() {
        waiting.clear();
    }

    private void enqueue(Command command, int bytes) {
        waiting.add(command, bytes);
        if (!paused && waiting.isFull()) {
            paused = true;
            caller.reading(false);
        }
        proceed();
    }

    private void proceed() {
        while (!busy) {
            Command command = waiting.poll();
            if (command == null) {
                break;
            }
            switch (command) {
                case Ping(@Nullable String requestId) ->
                        caller.answer(lanes.answers().pong(requestId));
                case Refused refused -> caller.answer(dialect.error(refused));
                case Authenticate authenticate -> authenticate(authenticate);
                case Resume resume -> resume(resume);
                case WatchPresence watch -> watch(watch);
                case Call call -> post(call);
            }
        }
        if (paused && waiting.isHalfEmpty()) {
            paused = false;
            caller.reading(true);
        }
    }

    private void authenticate(Authenticate command) {
        String requestId = command.requestId();
        Optional<Duration> left = caller.authenticate(command.token());
        if (left.isEmpty()) {
            String detail = "the token is not valid, or is another user's";
            refuse(requestId, ProblemCode.UNAUTHORIZED, detail);
        } else if (requestId != null) {
            String result = "{\"expires_in_ms\":" + left.get().toMillis() + "}";
            byte[] json = result.getBytes(StandardCharsets.US_ASCII);
            caller.answer(lanes.answers().ack(requestId, "authenticate", json));
        }
    }

    private void watch(WatchPresence command) {
        busy = true;
        caller.watch()
                .begin(
                        command.userIds(),
                        presences -> {
                            watching(command.requestId(), presences);
                            busy = false;
                            proceed();
                        });
    }

    private void watching(@Nullable String requestId, Optional<byte[]> presences) {
        if (presences.isEmpty()) {
            String detail = "nobody knows who is online at the moment, try again";
            refuse(requestId, ProblemCode.UNAVAILABLE, detail);
        } else if (requestId != null) {
            caller.answer(lanes.answers().ack(requestId, "watch_presence", presences.get()));
        }
    }

    private void refuse(@Nullable String requestId, ProblemCode code, String detail) {
        Refused refused = new Refused(requestId, code, detail, List.of());
        caller.answer(lanes.answers().error(refused));
    }

    private void post(Call call) {
        if (typing.isTooSoon(call, System.nanoTime())) {
            if (call.requestId() != null) {
                caller.answer(lanes.answers().ack(call, NOTHING));
            }
            return;
        }
        busy = true;
        String requestId = nextRequestId();
        dialect.prepare(call, caller, requestId)
                .thenCompose(ready -> lanes.carryOut(ready, caller.token(), requestId))
                .whenComplete((answer, failure) ->
                        inLoop(() -> posted(call, requestId, answer, failure)));
    }

    /// Nobody else would ever go on with what waits behind a step that fails.
    private void inLoop(Runnable step) {
        caller.executor()
                .execute(() -> {
                    try {
                        step.run();
                    } catch (RuntimeException | Error e) {
                        LOG.error("commands broken session={}", caller.sessionId(), e);
                        caller.dropped();
                    }
                });
    }

    private void posted(
            Call call, String requestId, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            unanswered(call, requestId, failure);
        } else {
            lanes.counts().answered(answer.status());
            if (answer.isSuccess()) {
                dialect.done(call, answer).ifPresent(caller::answer);
            } else {
                caller.answer(dialect.error(call, answer));
            }
        }
        busy = false;
        proceed();
    }

    private String nextRequestId() {
        return caller.sessionId() + "-" + ++calls;
    }

    private void unanswered(Call call, String requestId, @Nullable Throwable failure) {
        lanes.counts().unanswered();
        LOG.warn("api did not answer request_id={} reason={}", requestId, reason(failure));
        caller.answer(dialect.unavailable(call));
    }

    private void resume(Resume resume) {
        busy = true;
        caller.resume(
                resume.point(),
                new ResumePages(lanes.pages(), caller, resume.requestId(), this::nextRequestId),
                outcome -> resumed(SyncPages.call(resume), outcome));
    }

    private void resumed(Call call, Outcome outcome) {
        lanes.counts().resumed(outcome instanceof Replayed);
        switch (outcome) {
            case Replayed(Map<Long, Long> chats) -> {
                caller.answer(lanes.answers().replayDone(call.requestId(), chats));
                if (call.requestId() != null) {
                    caller.answer(lanes.answers().ack(call, SyncPages.json(chats)));
                }
            }
            case Failed(Throwable failure) -> refused(call, failure);
        }
        // What was held goes first.
        inLoop(() -> {
            busy = false;
            proceed();
        });
    }

    private void refused(Call call, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof PageRefused refused) {
            caller.answer(dialect.error(call, refused.answer()));
        } else {
            unanswered(call, caller.sessionId() + "-" + calls, cause);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return failure == null ? "none" : failure.getClass().getSimpleName();
    }
}
