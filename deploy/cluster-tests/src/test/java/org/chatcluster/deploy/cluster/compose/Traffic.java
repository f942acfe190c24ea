package org.chatcluster.deploy.cluster.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.chatcluster.deploy.client.ChatClient;
import org.chatcluster.deploy.client.ClientSettings;
import org.chatcluster.deploy.client.rest.Account;
import org.chatcluster.deploy.client.session.Route;
import org.chatcluster.deploy.client.stream.ChatListener;
import org.chatcluster.deploy.client.stream.ChatMessage;
import org.chatcluster.deploy.cluster.client.Person;

/// People in one chat who write, over the socket and over REST in turn, until they are stopped,
/// each with a client that keeps the contract's rules.
final class Traffic implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final long PAUSE_NANOS = 50_000_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final List<ChatClient> clients = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<Future<?>> writers;
    private final Map<Long, Long> acked = new HashMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /// What a client was brought.
    static final class Device implements ChatListener {
        private final Queue<ChatMessage> messages = new ConcurrentLinkedQueue<>();
        private final AtomicInteger drains = new AtomicInteger();

        @Override
        public void message(ChatMessage message) {
            messages.add(message);
        }

        @Override
        public void draining() {
            drains.incrementAndGet();
        }

        /// Returns the ids of the messages in the order in which they came.
        List<Long> ids() {
            return messages.stream().map(ChatMessage::id).toList();
        }

        int drains() {
            return drains.get();
        }
    }

    private Traffic(Compose deployment, List<Person> people, long chat) {
        ClientSettings settings =
                ClientSettings.of(http, deployment.url()).withLongestWait(LONGEST_WAIT);
        for (Person person : people) {
            Device device = new Device();
            String email = person.user().path("email").asText();
            devices.add(device);
            clients.add(
                    ChatClient.start(
                            settings,
                            new Account(email, Person.PASSWORD),
                            Map.of(chat, 0L),
                            device));
        }
        this.writers =
                IntStream.range(0, clients.size())
                        .<Future<?>>mapToObj(i -> threads.submit(() -> write(i, chat)))
                        .toList();
    }

    static Traffic start(Compose deployment, List<Person> people, long chat) {
        return new Traffic(deployment, people, chat);
    }

    /// Lets everybody finish what they are at, and returns the messages that were acknowledged: ids
    /// by seq.
    ///
    /// @throws Exception if a message was refused or not answered
    Map<Long, Long> stop() throws Exception {
        stopped.set(true);
        for (Future<?> writer : writers) {
            writer.get();
        }
        synchronized (acked) {
            return Map.copyOf(acked);
        }
    }

    /// Returns how many messages are acknowledged so far.
    int count() {
        synchronized (acked) {
            return acked.size();
        }
    }

    List<Device> devices() {
        return List.copyOf(devices);
    }

    /// Returns the tokens that the clients use now.
    List<String> tokens() {
        return clients.stream().map(ChatClient::accessToken).toList();
    }

    @Override
    public void close() {
        stopped.set(true);
        clients.forEach(ChatClient::close);
        threads.shutdownNow();
        http.shutdownNow();
    }

    private void write(int writer, long chat) {
        for (int number = 0; !stopped.get(); number++) {
            String id = "writer-" + writer + "-" + number;
            Route route = number % 2 == 0 ? Route.SOCKET : Route.REST;
            JsonNode message = clients.get(writer).send(chat, id, id, route, ANSWER_LIMIT);
            synchronized (acked) {
                acked.put(message.path("seq").longValue(), message.path("id").longValue());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
