package org.chatcluster.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.chatcluster.common.frame.CloseCode;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.gateway.command.Lane;
import org.jspecify.annotations.Nullable;

/// What the client of one session sends: commands for its lane, and frames that are none, of which
/// only some are put up with. For the session's event loop alone.
final class Inbox {
    /// Renewals of the token in a minute; each costs a signature's verification.
    private static final int MAX_RENEWALS = 10;

    private final Session session;
    private final Sessions sessions;
    private final BadFrames badFrames;
    private @Nullable BadFrames renewals;
    private @Nullable Lane lane;

    Inbox(Session session, Sessions sessions) {
        this.session = session;
        this.sessions = sessions;
        this.badFrames = new BadFrames(sessions.config().maxBadFrames());
    }

    /// Takes what the client sent as text.
    void text(ByteBuf text) {
        int limit = sessions.config().maxCommandBytes();
        if (text.readableBytes() > limit) {
            lane().refuse(ProblemCode.PAYLOAD_TOO_LARGE, "a frame has at most " + limit + " bytes");
            countBadFrame();
        } else if (!lane().accept(ByteBufUtil.getBytes(text))) {
            countBadFrame();
        }
    }

    /// Takes note of a frame that is not text.
    void binary() {
        lane().refuse(ProblemCode.BAD_FRAME, "a frame is text, not binary");
        countBadFrame();
    }

    private Lane lane() {
        if (lane == null) {
            lane = sessions.lanes().open(session, session.protocol().dialect());
        }
        return lane;
    }

    /// Counts something that a client of this contract does not send, and closes the session if
    /// there is too much of that.
    void countBadFrame() {
        if (badFrames.isOneTooMany(sessions.millis())) {
            session.close(CloseCode.POLICY);
        }
    }

    /// Counts an `authenticate`, which is too much of a good thing if it comes all the time.
    void countRenewal(boolean good) {
        renewals = renewals == null ? new BadFrames(MAX_RENEWALS) : renewals;
        if (renewals.isOneTooMany(sessions.millis()) || !good) {
            countBadFrame();
        }
    }

    /// Returns whether no command is under way or waits.
    boolean isIdle() {
        return lane == null || lane.isIdle();
    }

    /// Forgets what waits: the session has ended.
    void close() {
        if (lane != null) {
            lane.close();
        }
    }
}
