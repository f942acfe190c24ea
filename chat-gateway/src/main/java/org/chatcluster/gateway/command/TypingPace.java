package org.chatcluster.gateway.command;

import java.util.concurrent.TimeUnit;
import org.chatcluster.gateway.command.Command.Action;
import org.chatcluster.gateway.command.Command.Call;

/// How often one session may say that somebody types: in one chat every other second. What it says
/// on top of that is acknowledged and goes nowhere. For the session's event loop alone.
final class TypingPace {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private String lastPath = "";
    private long lastAt;

    /// Returns whether a call says what was said a moment ago; if not, and it says that somebody
    /// types, that is the moment.
    boolean isTooSoon(Call call, long nowNanos) {
        if (call.action() != Action.TYPING) {
            return false;
        }
        boolean tooSoon = call.path().equals(lastPath) && nowNanos - lastAt < INTERVAL_NANOS;
        if (!tooSoon) {
            lastPath = call.path();
            lastAt = nowNanos;
        }
        return tooSoon;
    }
}
