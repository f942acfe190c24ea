package org.chatcluster.deploy.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.chatcluster.deploy.chaos.cluster.ChaosCluster;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.Disturbance;
import org.chatcluster.deploy.chaos.history.Due;
import org.chatcluster.deploy.chaos.history.FaultRecord;
import org.chatcluster.deploy.chaos.history.Revocation;
import org.chatcluster.deploy.chaos.people.Crowd;
import org.chatcluster.deploy.chaos.people.Device;
import org.chatcluster.deploy.chaos.people.Micros;

/// Does what is planned, and notes it. A fault has been healed when the call that did it returns.
/// Thread-safe.
public final class Faults {
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final Duration TRIAL_PAUSE = Duration.ofSeconds(1);
    private static final Duration TRIAL_PATIENCE = Duration.ofSeconds(2);
    private static final Duration RECONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration KEPT_OUT = Duration.ofSeconds(1);

    private final Queue<FaultRecord> done = new ConcurrentLinkedQueue<>();
    private final Queue<FaultKind> planned = new ConcurrentLinkedQueue<>();
    private final Queue<Revocation> revocations = new ConcurrentLinkedQueue<>();
    private final ChaosCluster cluster;
    private final Crowd crowd;
    private final Consumer<String> say;

    public Faults(ChaosCluster cluster, Crowd crowd, Consumer<String> say) {
        this.cluster = cluster;
        this.crowd = crowd;
        this.say = say;
    }

    /// Does everything of a step and returns once all of it is healed.
    public void run(Step step) throws InterruptedException {
        List<RuntimeException> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Step.Planned planned : step.faults()) {
            this.planned.add(planned.kind());
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            Thread.sleep(planned.delay());
                            inject(planned);
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        } catch (RuntimeException failed) {
                            synchronized (failures) {
                                failures.add(failed);
                            }
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /// Returns what was done.
    ///
    /// @param due what must have been done, besides all that was planned
    /// @param patience in microseconds
    public Disturbance disturbance(Due due, long patience) {
        return new Disturbance(
                List.copyOf(done),
                List.copyOf(revocations),
                due.and(Set.copyOf(planned)),
                crowd.behindTimes(),
                patience);
    }

    private void inject(Step.Planned planned) throws InterruptedException {
        FaultKind kind = planned.kind();
        String part = part(planned);
        switch (kind) {
            case GATEWAY_KILLED, API_KILLED -> {
                killed(kind, part);
                cluster.kill(part);
                comeBack(part, planned.hold());
            }
            case GATEWAY_DRAINED, API_DRAINED -> {
                killed(kind, part);
                cluster.drain(part);
                comeBack(part, planned.hold());
            }
            case REDIS_KILLED, POSTGRES_KILLED ->
                    lasting(
                            kind,
                            part,
                            () -> {
                                cluster.kill(part);
                                comeBack(part, planned.hold());
                            });
            case GATEWAY_PAUSED, API_PAUSED, REDIS_PAUSED, POSTGRES_PAUSED ->
                    lasting(kind, part, () -> cluster.pause(part, planned.hold()));
            case REDIS_SUBSCRIBERS_CLOSED -> lasting(kind, part, this::keepSubscribersOut);
            case REDIS_PUBLISHERS_CLOSED -> {
                killed(kind, part);
                cluster.redisConnections().closePublishers();
            }
            case POSTGRES_CONNECTIONS_CLOSED -> {
                killed(kind, part);
                cluster.truth().closeConnections();
            }
            case CLIENTS_CUT_OFF -> cutOff(planned);
            case SESSION_REVOKED -> revoke(planned);
            case READERS_SLOW ->
                    lasting(kind, "slow", () -> crowd.slowDown(SLOW.plus(planned.hold())));
        }
    }

    private static String part(Step.Planned planned) {
        String layer = planned.kind().layer();
        return switch (layer) {
            case "gateway" -> "gateway-" + (1 + planned.target() % ChaosCluster.GATEWAYS);
            case "api" -> "api-" + (1 + planned.target() % ChaosCluster.APIS);
            default -> layer;
        };
    }

    /// For long enough that something is published that gateways do not hear.
    private void keepSubscribersOut() throws InterruptedException {
        long end = System.nanoTime() + KEPT_OUT.toNanos();
        while (System.nanoTime() < end) {
            cluster.redisConnections().closeSubscribers();
            Thread.sleep(20);
        }
    }

    private void comeBack(String part, Duration away) throws InterruptedException {
        Thread.sleep(away);
        cluster.startAgain(part);
    }

    /// Every second good or plain device loses its connection.
    private void cutOff(Step.Planned planned) {
        List<Device> cut =
                crowd.devices().stream()
                        .filter(device -> device.kind() != DeviceLog.Kind.SLOW)
                        .filter(device ->
                                (crowd.devices().indexOf(device) + planned.target()) % 2 == 0)
                        .toList();
        String names = cut.stream().map(Device::name).collect(Collectors.joining(" "));
        killed(planned.kind(), names);
        cut.forEach(device -> device.client().cut());
    }

    private void revoke(Step.Planned planned) throws InterruptedException {
        List<Device> inStep = inStep();
        long deadline = System.nanoTime() + RECONNECT_LIMIT.toNanos();
        while (inStep.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(200);
            inStep = inStep();
        }
        if (inStep.isEmpty()) {
            say.accept("nobody is connected whose session could be revoked");
            return;
        }
        Device device = inStep.get(planned.target() % inStep.size());
        String session = device.openSession().orElse("");
        String token = device.client().accessToken();
        killed(planned.kind(), device.name());
        crowd.api().logOut(token);
        long answered = Micros.now();
        boolean stillTaken =
                !new TokenTrial(crowd.wires(), token, TRIAL_PAUSE, TRIAL_PATIENCE).isRefused();
        revocations.add(new Revocation(device.name(), session, answered, stillTaken));
    }

    private List<Device> inStep() {
        return crowd.devices().stream()
                .filter(device -> device.kind() != DeviceLog.Kind.SLOW)
                .filter(device -> device.openSession().isPresent())
                .toList();
    }

    private void killed(FaultKind kind, String target) {
        long now = Micros.now();
        say.accept(kind.words() + ": " + target);
        done.add(new FaultRecord(kind, target, now, now));
    }

    private void lasting(FaultKind kind, String target, Fault fault) throws InterruptedException {
        long begin = Micros.now();
        say.accept(kind.words() + ": " + target);
        fault.run();
        done.add(new FaultRecord(kind, target, begin, Micros.now()));
    }

    private interface Fault {
        void run() throws InterruptedException;
    }
}
