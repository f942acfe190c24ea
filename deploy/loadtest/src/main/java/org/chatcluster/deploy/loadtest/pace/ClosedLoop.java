package org.chatcluster.deploy.loadtest.pace;

import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.loadtest.population.Share;
import org.chatcluster.deploy.loadtest.tally.Window;
import org.jspecify.annotations.Nullable;

/// Keeps a fixed number of messages under way: a message that is complete, that is acked and
/// received by all, makes room for the next. So the rate is the most that the cluster can finish,
/// and not the most that it can queue.
public final class ClosedLoop implements Pace {
    private static final long PAUSE_AFTER_ERROR_MILLIS = 10;

    private final Share share;
    private final int underWay;
    private @Nullable Outgoing outgoing;
    private long end;
    private long next;

    /// Takes how many messages of this share are under way at any time.
    public ClosedLoop(Share share, int underWay) {
        this.share = share;
        this.underWay = underWay;
    }

    @Override
    public void start(Outgoing outgoing, Window window) {
        this.outgoing = outgoing;
        this.end = window.to();
        for (int i = 0; i < underWay && share.chats() > 0; i++) {
            send();
        }
    }

    @Override
    public void completed(boolean failed) {
        if (failed) {
            var _ =
                    share.loop()
                            .schedule(this::send, PAUSE_AFTER_ERROR_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            send();
        }
    }

    @Override
    public boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    private void send() {
        long now = System.nanoTime();
        if (outgoing != null && now - end < 0) {
            int member = (int) (next / share.chats() % share.population().members());
            outgoing.send(share.chatAt((int) (next % share.chats())), member, now);
            next++;
        }
    }
}
