package org.chatcluster.deploy.cluster.presence;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;

/// Somebody's socket that watches people.
final class Onlooker implements AutoCloseable {
    private final Socket socket;
    private int watches;

    Onlooker(Person person, URI gateway) {
        socket = person.connect(gateway);
    }

    Socket socket() {
        return socket;
    }

    /// Watches these people from now on, and returns how it stands with them.
    JsonNode watch(Person... people) {
        return tryWatching(Stream.of(people).map(Person::id).toList()).data().path("result");
    }

    /// Asks to watch what is given, and returns the answer.
    Frame tryWatching(Object userIds) {
        String id = "w" + ++watches;
        return socket.ask(
                id, Json.object("action", "watch_presence", "request_id", id, "user_ids", userIds));
    }

    /// Waits until it has heard so often of that person, and returns what it heard last.
    JsonNode await(Person person, int times) {
        socket.await(times + " presences of " + person.id(), _ -> heard(person).size() >= times);
        return heard(person).getLast();
    }

    /// Waits until that person is shown as offline.
    JsonNode awaitOffline(Person person) {
        socket.await(
                "offline " + person.id(),
                _ ->
                        !heard(person).isEmpty()
                                && !heard(person).getLast().path("online").booleanValue());
        return heard(person).getLast();
    }

    /// Returns what it has heard of that person, since it was told how it stands.
    List<JsonNode> heard(Person person) {
        return socket.frames(frame -> frame.event().equals("presence")).stream()
                .map(Frame::data)
                .filter(data -> data.path("user_id").longValue() == person.id())
                .toList();
    }

    /// Returns whether people went on and off as they were heard of, in order.
    List<Boolean> heardOnline(Person person) {
        return heard(person).stream().map(data -> data.path("online").booleanValue()).toList();
    }

    @Override
    public void close() {
        socket.close();
    }
}
