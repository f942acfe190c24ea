package org.chatcluster.deploy.client.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatcluster.deploy.client.wire.Wire;

/// What is said on one socket: `hello`, then `resume`, then live frames; holes and `behind` lead to
/// another `resume`, silence to a `ping` and then to the end. Not thread-safe; times are
/// `System.nanoTime()`.
public final class Conversation {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT_UNTIL_HELLO = Duration.ofSeconds(10);
    private static final String PING = "alive";

    private final Cursors cursors;
    private final ChatListener listener;
    private final Timing timing;
    private final Wire wire;
    private final Resumes resumes = new Resumes();
    private final Memberships memberships;
    private Duration heartbeat = HEARTBEAT_UNTIL_HELLO;
    private Optional<Long> leaveAt = Optional.empty();
    private boolean greeted;
    private boolean leaving;
    private boolean resumed;
    private boolean pinged;
    private boolean renewalDue;
    private long lastSign;

    public Conversation(
            Cursors cursors, ChatListener listener, Timing timing, Wire wire, long now) {
        this.cursors = cursors;
        this.listener = listener;
        this.timing = timing;
        this.wire = wire;
        this.memberships = new Memberships(cursors, listener);
        this.lastSign = now;
    }

    /// Returns whether `hello` has come.
    public boolean isGreeted() {
        return greeted;
    }

    /// Returns how long the server has asked to wait, from now on, before the next connection.
    public Optional<Duration> askedToWait(long now) {
        return leaveAt.map(at -> Duration.ofNanos(Math.max(0, at - now)));
    }

    /// Returns whether the token is to be renewed, once per request of the server.
    public boolean takeRenewal() {
        boolean due = renewalDue;
        renewalDue = false;
        return due;
    }

    /// Shows a new token to the server.
    public void authenticate(String token) {
        wire.send(Frames.authenticate("authenticate", token));
    }

    /// Notes a sign of life.
    public void sign(long now) {
        lastSign = now;
        pinged = false;
        resumes.stillComing(now, timing.answer());
    }

    /// Takes a frame in.
    public void frame(JsonNode frame, long now) {
        sign(now);
        JsonNode data = frame.path("data");
        String event = frame.path("event").asText();
        memberships.take(event, data, origin());
        switch (event) {
            case "hello" -> hello(data);
            case "message.read" -> read(data);
            case "replay.done" -> replayDone(data, now);
            case "behind" -> {
                listener.behind();
                resumes.everything(cursors.seqs());
            }
            case "node.draining" -> {
                listener.draining();
                leaveAt = Optional.of(now + millis(data, "reconnect_after_ms").toNanos());
            }
            case "session.expiring" -> renewalDue = true;
            case "error" ->
                    resumes.again(
                            data.path("request_id").asText(), now, millis(data, "retry_after_ms"));
            default ->
                    ChatMessage.of(event, data, origin())
                            .ifPresent(message -> hand(cursors.admit(message, now)));
        }
        act(now);
    }

    /// Does what is due.
    public void act(long now) {
        if (greeted) {
            if (!resumes.isUnderWay()) {
                Map<Long, Long> wanted = cursors.overdueHoles(now, timing.hole());
                wanted.putAll(memberships.takeUntold());
                if (!wanted.isEmpty()) {
                    resumes.only(wanted);
                }
            }
            if (resumes.isInVain(now)) {
                wire.abort();
            } else {
                resumes.next(now, timing.answer()).ifPresent(wire::send);
            }
        }
        if (leaveAt.isPresent() && now >= leaveAt.get()) {
            leave(now, leaveAt.get());
        }
        lookForSilence(now);
    }

    /// Returns how long nothing is due if nothing comes.
    public Duration idle(long now) {
        long next = silenceLimit();
        if (cursors.oldestHole().isPresent() && !resumes.isUnderWay()) {
            next = Math.min(next, cursors.oldestHole().getAsLong() + timing.hole().toNanos());
        }
        if (leaveAt.isPresent()) {
            next = Math.min(next, leaving ? closeLimit(leaveAt.get()) : leaveAt.get());
        }
        next = Math.min(next, resumes.due(next));
        return Duration.ofNanos(Math.max(0, next - now));
    }

    private void hello(JsonNode data) {
        greeted = true;
        heartbeat = Duration.ofSeconds(Math.max(1, data.path("heartbeat_s").asLong(25)));
        listener.opened(data.path("session_id").asText(), data.path("node").asText());
        resumes.everything(cursors.seqs());
    }

    private void read(JsonNode data) {
        listener.readMark(
                data.path("chat_id").longValue(),
                data.path("user_id").longValue(),
                data.path("last_read_seq").longValue());
    }

    /// What was missed is all told once nothing more waits to be asked.
    private void replayDone(JsonNode data, long now) {
        if (!resumes.done(data.path("request_id").asText())) {
            return;
        }
        for (Map.Entry<String, JsonNode> chat : data.path("chats").properties()) {
            long id = Long.parseLong(chat.getKey());
            hand(cursors.toldUpTo(id, chat.getValue().longValue(), now));
        }
        if (!resumed && resumes.isIdle() && !memberships.hasUntold()) {
            resumed = true;
            listener.resumed();
        }
    }

    private void hand(List<ChatMessage> messages) {
        messages.forEach(listener::message);
    }

    private Origin origin() {
        return resumes.isUnderWay() ? Origin.RESUMED : Origin.LIVE;
    }

    private void leave(long now, long since) {
        if (!leaving) {
            leaving = true;
            wire.close();
        } else if (now >= closeLimit(since)) {
            wire.abort();
        }
    }

    /// Returns until when the other side may answer the close.
    private long closeLimit(long since) {
        return since + timing.pong().toNanos();
    }

    private void lookForSilence(long now) {
        if (now < silenceLimit()) {
            return;
        }
        if (pinged || !greeted) {
            wire.abort();
        } else {
            pinged = true;
            wire.send(Frames.ping(PING));
        }
    }

    private long silenceLimit() {
        long quiet = lastSign + heartbeat.multipliedBy(2).toNanos();
        return pinged ? quiet + timing.pong().toNanos() : quiet;
    }

    private static Duration millis(JsonNode data, String field) {
        return Duration.ofMillis(data.path(field).asLong(WAIT.toMillis()));
    }
}
