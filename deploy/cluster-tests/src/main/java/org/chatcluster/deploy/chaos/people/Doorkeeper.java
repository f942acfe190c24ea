package org.chatcluster.deploy.chaos.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.chatcluster.deploy.chaos.history.MembershipChange.Kind;
import org.chatcluster.deploy.client.session.Command;

/// A group's creator, who adds visitors and removes them, or lets them leave, one change after the
/// other, each once the one before is answered. Most stay in or out for a moment, some for long
/// enough that what is written meanwhile must have reached them.
final class Doorkeeper implements Doing {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LEAST_PAUSE_MILLIS = 200;
    private static final int MOST_PAUSE_MILLIS = 900;
    private static final int LEAST_STAY_MILLIS = 300;
    private static final int MOST_STAY_MILLIS = 5_000;
    private static final int LONG_STAYS_OF = 6;

    private final Device creator;
    private final long chat;
    private final List<Device> visitors;
    private final Notes notes;
    private final Random random;
    private final long patienceMillis;
    private final Map<Device, Long> staysUntil = new HashMap<>();
    private final List<Device> inside = new ArrayList<>();
    private boolean begun;
    private volatile boolean stopped;

    /// A group and whose door is kept.
    ///
    /// @param patience after which what is written must have reached somebody
    record Door(Device creator, long chat, Duration patience) {}

    Doorkeeper(Door door, List<Device> visitors, Notes notes, long seed) {
        this.creator = door.creator();
        this.chat = door.chat();
        this.patienceMillis = door.patience().toMillis();
        this.visitors = List.copyOf(visitors);
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
                Device visitor = visitors.get(random.nextInt(visitors.size()));
                if (System.nanoTime() - staysUntil.getOrDefault(visitor, Long.MIN_VALUE / 2) >= 0) {
                    change(visitor);
                }
                Thread.sleep(random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// After a change without an answer it is not known where they are: who may be outside is
    /// added, which changes nothing if they are inside.
    private void change(Device visitor) {
        long id = visitor.person().id();
        boolean answered;
        if (!inside.remove(visitor)) {
            answered = tell(Kind.ADDED, creator, Command.addMember(chat, id, key()), id);
            if (answered) {
                inside.add(visitor);
            }
        } else if (random.nextBoolean()) {
            tell(Kind.REMOVED, creator, Command.removeMember(chat, id, key()), id);
        } else {
            tell(Kind.LEFT, visitor, Command.removeMember(chat, id, key()), id);
        }
        staysUntil.put(visitor, System.nanoTime() + stay().toNanos());
    }

    /// The first is a long one, so that a short run has such, too.
    private Duration stay() {
        boolean isLong = random.nextInt(LONG_STAYS_OF) == 0 || !begun;
        begun = true;
        return Duration.ofMillis(
                isLong
                        ? random.nextLong(patienceMillis * 3 / 2, patienceMillis * 2)
                        : random.nextLong(LEAST_STAY_MILLIS, MOST_STAY_MILLIS));
    }

    private boolean tell(Kind kind, Device by, Command command, long visitor) {
        return notes.member(
                kind, chat, visitor, () -> by.client().change(command, LIMIT).path("seq"));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
