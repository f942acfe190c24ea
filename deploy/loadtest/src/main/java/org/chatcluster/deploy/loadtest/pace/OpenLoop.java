package org.chatcluster.deploy.loadtest.pace;

import java.util.concurrent.TimeUnit;
import org.chatcluster.deploy.loadtest.population.Share;
import org.chatcluster.deploy.loadtest.tally.Window;
import org.jspecify.annotations.Nullable;

/// Sends at a fixed rate. The chats take turns, and in each chat its members; a share sends those
/// messages of the common schedule whose chat is its own.
public final class OpenLoop implements Pace {
    private static final int MAX_BURST = 128;

    private final Share share;
    private final int rate;
    private @Nullable Turns turns;

    /// Takes the messages a second over all shares.
    public OpenLoop(Share share, int rate) {
        this.share = share;
        this.rate = rate;
    }

    @Override
    public void start(Outgoing outgoing, Window window) {
        turns = new Turns(outgoing, window, new Schedule(window.origin(), rate));
        turns.run();
    }

    @Override
    public void completed(boolean failed) {
        // the schedule does not care
    }

    @Override
    public boolean isOver() {
        return turns != null && turns.over;
    }

    private final class Turns implements Runnable {
        private final Outgoing outgoing;
        private final Window window;
        private final Schedule schedule;
        private long next;
        private boolean over;

        Turns(Outgoing outgoing, Window window, Schedule schedule) {
            this.outgoing = outgoing;
            this.window = window;
            this.schedule = schedule;
            this.over = share.chats() == 0;
            skipOthers();
        }

        @Override
        public void run() {
            long now = System.nanoTime();
            int burst = 0;
            while (!over && burst < MAX_BURST && schedule.due(next) - now <= 0) {
                send(schedule.due(next));
                burst++;
            }
            if (over) {
                outgoing.over();
            } else {
                long wait = Math.max(0, schedule.due(next) - System.nanoTime());
                var _ = share.loop().schedule(this, wait, TimeUnit.NANOSECONDS);
            }
        }

        private void send(long due) {
            if (due - window.to() >= 0) {
                over = true;
                return;
            }
            int chats = share.population().chats();
            int member = (int) (next / chats % share.population().members());
            outgoing.send((int) (next % chats), member, due);
            next++;
            skipOthers();
        }

        private void skipOthers() {
            while (!over && !share.hasChat((int) (next % share.population().chats()))) {
                next++;
            }
        }
    }
}
