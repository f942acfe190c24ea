package org.chatcluster.gateway.mini;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.chatcluster.gateway.command.Caller;
import org.chatcluster.gateway.presence.Watch;
import org.chatcluster.gateway.resume.Outcome;
import org.chatcluster.gateway.resume.Pages;
import org.chatcluster.gateway.resume.ResumePoint;

/// A session whose event loop does everything at once.
record Someone(long userId, String sessionId) implements Caller {
    @Override
    public EventExecutor executor() {
        return ImmediateEventExecutor.INSTANCE;
    }

    @Override
    public String token() {
        return "token-" + userId;
    }

    @Override
    public void answer(byte[] payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Duration> authenticate(String token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume(ResumePoint point, Pages pages, Consumer<Outcome> ended) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dropped() {
        throw new AssertionError("nothing breaks here");
    }

    @Override
    public Watch watch() {
        throw new AssertionError("nobody is watched here");
    }

    @Override
    public void reading(boolean on) {
        throw new UnsupportedOperationException();
    }
}
