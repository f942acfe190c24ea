package org.chatcluster.gateway.command;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.chatcluster.gateway.presence.Watch;
import org.chatcluster.gateway.resume.Outcome;
import org.chatcluster.gateway.resume.Pages;
import org.chatcluster.gateway.resume.ResumePoint;

/// The session that commands come from, as the lane sees it. Called on its event loop alone.
public interface Caller {
    /// Returns the session's event loop. Constant.
    EventExecutor executor();

    /// Returns whose session it is. Constant.
    long userId();

    /// Returns the access token that calls are made with.
    String token();

    /// Returns the session's id. Constant.
    String sessionId();

    /// Sends a text frame with that payload, UTF-8, unless the session is closed.
    void answer(byte[] payload);

    /// Goes on with a newer token, and returns how long it is good for; or empty, and nothing
    /// changes, if it is not good or is another user's.
    Optional<Duration> authenticate(String token);

    /// Replays what changed after that point, and holds live events meanwhile. `ended` is called
    /// unless the session ends first.
    void resume(ResumePoint point, Pages pages, Consumer<Outcome> ended);

    /// Returns the session's watch on the presence of users.
    Watch watch();

    /// Ends the session, whose commands can't go on.
    void dropped();

    /// Stops or resumes reading what the client sends.
    void reading(boolean on);
}
