package org.chatcluster.deploy.chaos.people;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.chatcluster.deploy.client.session.Route;

/// Somebody who writes one message after the other into chats of theirs, each once the one before
/// is answered, over the socket and over REST in turn.
final class Writer implements Runnable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LEAST_PAUSE_MILLIS = 60;
    private static final int MOST_PAUSE_MILLIS = 260;

    private final Device device;
    private final List<Long> chats;
    private final Notes notes;
    private final Random random;
    private volatile boolean stopped;
    private int number;

    Writer(Device device, List<Long> chats, Notes notes, long seed) {
        this.device = device;
        this.chats = List.copyOf(chats);
        this.notes = notes;
        this.random = new Random(seed);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                number++;
                Route route = number % 2 == 0 ? Route.SOCKET : Route.REST;
                write(chats.get(random.nextInt(chats.size())), route);
                Thread.sleep(random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(long chat, Route route) {
        String id = device.name() + "-" + number;
        String content = "message " + id + " of chat " + chat;
        notes.note(device.name(), () -> device.client().send(chat, content, id, route, LIMIT));
    }
}
