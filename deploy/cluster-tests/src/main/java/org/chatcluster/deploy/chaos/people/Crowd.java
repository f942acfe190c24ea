package org.chatcluster.deploy.chaos.people;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatcluster.deploy.chaos.frames.CheckedWires;
import org.chatcluster.deploy.chaos.frames.FrameRules;
import org.chatcluster.deploy.chaos.history.DeviceLog;
import org.chatcluster.deploy.chaos.history.Mark;
import org.chatcluster.deploy.chaos.history.MembershipChange;
import org.chatcluster.deploy.chaos.history.Reading;
import org.chatcluster.deploy.chaos.history.Stored;
import org.chatcluster.deploy.chaos.history.Unread;
import org.chatcluster.deploy.chaos.history.Writing;
import org.chatcluster.deploy.client.ChatClient;
import org.chatcluster.deploy.client.ClientSettings;
import org.chatcluster.deploy.client.session.Route;
import org.chatcluster.deploy.client.stream.Cursors;
import org.chatcluster.deploy.client.stream.Delivery;
import org.chatcluster.deploy.client.wire.Wires;

/// The devices of a [Cast]: seven people and two visitors have a good one, four of them and one
/// visitor a plain one besides, one visitor a plain one alone, and two people a slow one. Six of
/// them write, two of these keep the doors of the open groups.
///
/// Nobody has read anything when it begins, and nothing is paged: what a device has, its sockets
/// have brought.
public final class Crowd implements AutoCloseable {
    private static final int[] GOOD = {0, 1, 2, 3, 4, 5, 6, 9, 11};
    private static final int[] PLAIN = {1, 3, 4, 6, 10, 11};
    private static final int[] SLOW = {7, 8};
    private static final int[] WRITERS = {0, 2, 3, 4, 5, 6};
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);
    private static final Duration FLOOD_LIMIT = Duration.ofSeconds(30);
    private static final int FLOOD_MESSAGES = 400;
    private static final String FLOOD_TEXT = "x".repeat(9_500);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Busy busy = new Busy(threads);
    private final Notes notes = new Notes();
    private final List<Device> devices = new ArrayList<>();
    private final HttpClient http;
    private final Api api;
    private final SlowWires slowWires;
    private final ClientSettings settings;
    private final FrameRules rules;
    private final Cast cast;
    private int floods;

    /// @param balancer where everybody goes but the slow readers, who go to the gateways
    public Crowd(URI balancer, List<URI> gateways) {
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .executor(threads)
                        .build();
        this.api = new Api(http, balancer);
        this.slowWires = new SlowWires(gateways);
        this.settings = ClientSettings.of(http, balancer).withLongestWait(LONGEST_WAIT);
        this.rules = new FrameRules(api.frames());
        this.cast = Cast.gather(api);
    }

    /// Connects every device. Returns at once.
    public void connect() {
        for (int i : GOOD) {
            device("good-" + i, DeviceLog.Kind.GOOD, i);
        }
        for (int i : PLAIN) {
            device("plain-" + i, DeviceLog.Kind.PLAIN, i);
        }
        for (int i : SLOW) {
            device("slow-" + i, DeviceLog.Kind.SLOW, i);
        }
    }

    /// Lets people write and read, come and go.
    ///
    /// @param patience after which what is written must have reached somebody
    public void begin(long seed, Duration patience) {
        for (int i : WRITERS) {
            List<Long> chats =
                    cast.people().get(i).chats().stream()
                            .filter(chat -> chat != cast.floodedChat())
                            .sorted()
                            .toList();
            busy.start(new Writer(devices.get(i), chats, notes, seed + i));
        }
        List<Device> visitors = new ArrayList<>();
        for (int i : Cast.VISITORS) {
            visitors.add(deviceOf(i));
        }
        for (Device device : devices) {
            if (device.kind() == DeviceLog.Kind.GOOD && !visitors.contains(device)) {
                busy.start(new Marker(device, notes, seed + devices.indexOf(device)));
            }
        }
        cast.openGroups()
                .forEach((chat, creator) ->
                        busy.start(
                                new Doorkeeper(
                                        new Doorkeeper.Door(deviceOf(creator), chat, patience),
                                        visitors,
                                        notes,
                                        seed + chat)));
    }

    /// Returns the first device of that person.
    private Device deviceOf(int place) {
        Person person = cast.people().get(place);
        return devices.stream()
                .filter(device -> device.person() == person)
                .findFirst()
                .orElseThrow();
    }

    /// Lets people stop once what they are at is done.
    public void end() {
        busy.stop();
    }

    public List<Device> devices() {
        return List.copyOf(devices);
    }

    public Api api() {
        return api;
    }

    /// Returns all chats.
    public Set<Long> chats() {
        return cast.members().keySet();
    }

    /// Returns connections through the balancer, for whoever tries a token.
    public Wires wires() {
        return settings.wires();
    }

    /// Returns whether nobody writes or marks any more.
    public boolean isQuiet() {
        return busy.isOver();
    }

    /// Returns how often a gateway has dropped what waited for a socket.
    public int behindTimes() {
        return devices.stream().mapToInt(device -> device.recorder().behindTimes()).sum();
    }

    /// Returns how many sends and changes got no answer.
    public int unanswered() {
        return notes.unanswered();
    }

    /// Lets the slow readers stop reading while more is written to them than waits anywhere, until
    /// that time is over.
    public void slowDown(Duration time) throws InterruptedException {
        int flood = ++floods;
        slowWires.stopReading();
        try {
            for (int i = 0; i < FLOOD_MESSAGES; i++) {
                String id = "flood-" + flood + "-" + i;
                busy.execute(() -> flood(id));
            }
            Thread.sleep(time);
        } finally {
            slowWires.readOn();
        }
    }

    /// Returns what was written, next to what PostgreSQL holds.
    public Writing writing(List<Stored> stored) {
        return notes.writing(stored);
    }

    /// Returns what was read, next to what PostgreSQL holds.
    ///
    /// @param truth of every member's unread count
    public Reading reading(List<Mark> sampled, List<Mark> truth) {
        Map<Long, Map<Long, Long>> told = new HashMap<>();
        for (Device device : devices) {
            told.computeIfAbsent(
                    device.person().id(), _ -> api.unread(device.client().accessToken()));
        }
        List<Unread> unread =
                truth.stream()
                        .map(mark ->
                                new Unread(
                                        mark.userId(),
                                        mark.chatId(),
                                        told.getOrDefault(mark.userId(), Map.of())
                                                .getOrDefault(mark.chatId(), -1L),
                                        mark.seq()))
                        .toList();
        return new Reading(List.copyOf(notes.marks()), sampled, unread);
    }

    /// Returns who came and went, or was meant to.
    public List<MembershipChange> memberships() {
        return notes.memberships();
    }

    public List<DeviceLog> logs() {
        return devices.stream().map(Device::log).toList();
    }

    @Override
    public void close() {
        end();
        slowWires.readOn();
        devices.forEach(Device::close);
        threads.shutdownNow();
        http.shutdownNow();
    }

    private void flood(String id) {
        Device writer = devices.getFirst();
        String content = id + FLOOD_TEXT;
        notes.note(
                id,
                () ->
                        writer.client()
                                .send(cast.floodedChat(), content, id, Route.REST, FLOOD_LIMIT));
    }

    private void device(String name, DeviceLog.Kind kind, int place) {
        Person person = cast.people().get(place);
        Recorder recorder = new Recorder(cast.membersFor(person));
        CheckedWires wires =
                new CheckedWires(kind == DeviceLog.Kind.SLOW ? slowWires : wires(), rules);
        Map<Long, Long> nothingKnown =
                person.chats().stream().collect(Collectors.toMap(Function.identity(), _ -> 0L));
        Delivery delivery = kind == DeviceLog.Kind.PLAIN ? Delivery.AS_IT_COMES : Delivery.IN_ORDER;
        ChatClient client =
                ChatClient.start(
                        settings,
                        wires,
                        person.account(),
                        new Cursors(nothingKnown, delivery),
                        recorder);
        DeviceLog.Owner owner = new DeviceLog.Owner(name, kind, person.id(), person.chats());
        devices.add(new Device(owner, person, client, recorder, wires));
    }
}
