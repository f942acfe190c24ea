package org.chatcluster.deploy.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.chatcluster.deploy.chaos.cluster.ChaosCluster;
import org.chatcluster.deploy.chaos.cluster.Truth;
import org.chatcluster.deploy.chaos.fault.Faults;
import org.chatcluster.deploy.chaos.fault.Schedule;
import org.chatcluster.deploy.chaos.fault.Step;
import org.chatcluster.deploy.chaos.history.History;
import org.chatcluster.deploy.chaos.history.Mark;
import org.chatcluster.deploy.chaos.history.Membership;
import org.chatcluster.deploy.chaos.history.Stored;
import org.chatcluster.deploy.chaos.people.Crowd;
import org.chatcluster.deploy.chaos.people.Device;
import org.chatcluster.deploy.chaos.verdict.Report;

/// One run: connect, write and read while things go wrong, let it settle, compare.
public final class ChaosRun {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(70);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration QUIET_BEFORE = Duration.ofSeconds(3);

    private final ChaosOptions options;
    private final Consumer<String> say;
    private volatile long begin = System.nanoTime();

    /// @param say is told what happens, a line at a time, from several threads
    public ChaosRun(ChaosOptions options, Consumer<String> say) {
        this.options = options;
        this.say = say;
    }

    /// Returns the report of a whole run; nothing is left running.
    ///
    /// @param repository whose jars are run
    /// @throws IllegalStateException if the run could not be brought to its end
    public Report run(Path repository) throws InterruptedException {
        try (ChaosCluster cluster =
                        ChaosCluster.start(
                                repository, options.directory(), options.without(), say);
                Crowd crowd = new Crowd(cluster.balancer(), cluster.gateways())) {
            Faults faults = new Faults(cluster, crowd, this::sayWhen);
            Truth truth = cluster.truth();
            try (MarkWatch marks = new MarkWatch(truth, crowd.chats())) {
                crowd.connect();
                awaitInStep(crowd);
                crowd.begin(options.seed(), options.patience());
                disturb(faults);
                crowd.end();
                settle(crowd, truth);
                marks.look();
                return report(crowd, faults, truth, marks.samples());
            }
        }
    }

    private void disturb(Faults faults) throws InterruptedException {
        begin = System.nanoTime();
        long end = begin + options.time().toNanos();
        Schedule schedule = new Schedule(options.seed(), options.pause());
        Thread.sleep(QUIET_BEFORE);
        while (System.nanoTime() < end) {
            Step step = schedule.next();
            faults.run(step);
            Thread.sleep(step.gap());
        }
    }

    private void awaitInStep(Crowd crowd) throws InterruptedException {
        if (!within(CONNECT_LIMIT, () -> areInStep(crowd))) {
            throw new IllegalStateException("not every device could connect: " + outOfStep(crowd));
        }
    }

    /// What was written has to be answered first, so that it is known what is to be delivered.
    private void settle(Crowd crowd, Truth truth) throws InterruptedException {
        sayWhen("everything is healed, settling");
        if (!within(ANSWER_LIMIT, crowd::isQuiet)) {
            say.accept("some writers still wait for an answer");
        }
        Map<Long, Long> perChat =
                truth.stored(crowd.chats()).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Stored::chatId,
                                        Collectors.summingLong(
                                                message -> message.state().changeSeq())));
        Membership membership = membership(crowd, truth);
        if (within(
                SETTLE_LIMIT,
                () -> areInStep(crowd) && haveAll(crowd, perChat) && believe(crowd, membership))) {
            sayWhen("every device has everything");
        } else {
            sayWhen("not everything came within " + SETTLE_LIMIT.toSeconds() + " s");
            say.accept("not in step: " + outOfStep(crowd));
        }
    }

    private Report report(Crowd crowd, Faults faults, Truth truth, List<Mark> sampled) {
        Set<Long> chats = crowd.chats();
        List<Stored> stored = truth.stored(chats);
        History history =
                new History(
                        crowd.writing(stored),
                        crowd.reading(sampled, truth.unread(chats)),
                        membership(crowd, truth),
                        crowd.logs(),
                        faults.disturbance(options.due(), options.patience().toNanos() / 1_000));
        say.accept("sends that got no answer: " + crowd.unanswered());
        say.accept("sockets told that they are behind: " + crowd.behindTimes());
        return Report.of(options.heading(), history);
    }

    private static Membership membership(Crowd crowd, Truth truth) {
        Set<Long> chats = crowd.chats();
        return new Membership(
                crowd.memberships(), truth.comingsAndGoings(chats), truth.members(chats));
    }

    private static boolean areInStep(Crowd crowd) {
        return crowd.devices().stream().allMatch(device -> device.openSession().isPresent());
    }

    private static List<String> outOfStep(Crowd crowd) {
        List<String> names = new ArrayList<>();
        for (Device device : crowd.devices()) {
            device.recorder()
                    .gaveUpReason()
                    .ifPresent(why -> names.add(device.name() + " gave up: " + why));
            if (device.openSession().isEmpty()) {
                names.add(device.name());
            }
        }
        return names;
    }

    /// Every message of theirs came, as it is now: then, and only then, the change seqs add up.
    private static boolean haveAll(Crowd crowd, Map<Long, Long> perChat) {
        return crowd.devices().stream()
                .allMatch(device ->
                        device.changes()
                                >= device.person().chats().stream()
                                        .mapToLong(chat -> perChat.getOrDefault(chat, 0L))
                                        .sum());
    }

    /// Every device has heard of everybody who came or went.
    private static boolean believe(Crowd crowd, Membership membership) {
        return crowd.devices().stream()
                .allMatch(device ->
                        device.members().equals(membership.membersFor(device.person().id())));
    }

    private static boolean within(Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    private void sayWhen(String what) {
        say.accept("%6.1f s  %s".formatted((System.nanoTime() - begin) / 1e9, what));
    }
}
