package org.chatcluster.deploy.chaos.people;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.chatcluster.deploy.chaos.history.Change;
import org.chatcluster.deploy.chaos.history.State;
import org.chatcluster.deploy.client.session.Command;
import org.chatcluster.deploy.client.session.Route;

/// Somebody who writes one message after the other into chats of theirs, each once the one before
/// is answered, over the socket and over REST in turn; and who now and then edits or deletes one of
/// their own, or reacts to the latest one of a chat.
final class Writer implements Doing {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int KEPT_IN_MIND = 20;
    private static final int LEAST_PAUSE_MILLIS = 60;
    private static final int MOST_PAUSE_MILLIS = 260;

    private final Device device;
    private final List<Long> chats;
    private final Notes notes;
    private final Random random;
    private volatile boolean stopped;
    private final Deque<Notes.Own> mine = new ArrayDeque<>();
    private int number;

    Writer(Device device, List<Long> chats, Notes notes, long seed) {
        this.device = device;
        this.chats = List.copyOf(chats);
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
                number++;
                Route route = number % 2 == 0 ? Route.SOCKET : Route.REST;
                write(chats.get(random.nextInt(chats.size())), route);
                if (number % 2 == 0) {
                    change();
                }
                Thread.sleep(random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(long chat, Route route) {
        String id = device.name() + "-" + number;
        String content = "message " + id + " of chat " + chat;
        notes.note(device.name(), () -> device.client().send(chat, content, id, route, LIMIT))
                .ifPresent(mine::addLast);
        if (mine.size() > KEPT_IN_MIND) {
            mine.removeFirst();
        }
    }

    private void change() {
        int dice = random.nextInt(10);
        Optional<Notes.Own> latest = notes.latest(chats.get(random.nextInt(chats.size())));
        if (dice >= 5) {
            latest.ifPresent(message -> react(message, dice));
        } else if (dice > 0 && !mine.isEmpty()) {
            Notes.Own message = List.copyOf(mine).get(random.nextInt(mine.size()));
            String content = State.edited(message.words(), number);
            change(Change.Kind.EDIT, message, Command.edit(message.id(), content, key()));
        } else if (!mine.isEmpty()) {
            Notes.Own message = mine.removeFirst();
            change(Change.Kind.DELETION, message, Command.delete(message.id(), key()));
        }
    }

    private void react(Notes.Own message, int dice) {
        Change.Kind kind = dice < 7 ? Change.Kind.REACTION : Change.Kind.TAKEN_REACTION;
        String emoji = kind == Change.Kind.REACTION ? Change.KEPT : Change.TAKEN;
        change(kind, message, Command.react(message.id(), emoji, dice != 9, key()));
    }

    private void change(Change.Kind kind, Notes.Own message, Command command) {
        notes.change(kind, device.name(), message, () -> device.client().change(command, LIMIT));
    }

    private String key() {
        return UUID.randomUUID().toString();
    }
}
