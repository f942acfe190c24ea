package org.chatcluster.deploy.chaos.people;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chatcluster.deploy.chaos.history.Mark;
import org.chatcluster.deploy.client.session.CommandRefused;
import org.chatcluster.deploy.client.session.NotAnswered;
import org.chatcluster.deploy.client.session.Route;

/// Somebody who reads: now and then they mark a chat as read up to what their device was brought.
final class Marker implements Doing {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LEAST_PAUSE_MILLIS = 300;
    private static final int MOST_PAUSE_MILLIS = 1_500;

    private final Device device;
    private final Notes notes;
    private final Random random;
    private volatile boolean stopped;

    Marker(Device device, Notes notes, long seed) {
        this.device = device;
        this.notes = notes;
        this.random = new Random(seed);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                List<Map.Entry<Long, Long>> seqs =
                        List.copyOf(device.recorder().highest().entrySet());
                if (!seqs.isEmpty()) {
                    Map.Entry<Long, Long> chat = seqs.get(random.nextInt(seqs.size()));
                    mark(chat.getKey(), chat.getValue());
                }
                Thread.sleep(random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void mark(long chat, long seq) {
        Route route = random.nextBoolean() ? Route.SOCKET : Route.REST;
        try {
            long stands = device.client().read(chat, seq, route, LIMIT);
            notes.marks().add(new Mark(device.person().id(), chat, stands));
        } catch (NotAnswered _) {
            // It moves later, with the next one.
        } catch (CommandRefused code) {
            notes.refused().add("read mark of " + device.name() + ": " + code.getMessage());
        }
    }
}
