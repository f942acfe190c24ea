package org.chatcluster.deploy.cluster.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;

/// A group, and what its members do to it.
record Group(long id) {
    static Group of(Person creator, Person... others) {
        return new Group(creator.group("Group", others));
    }

    String path() {
        return "/api/v1/chats/" + id;
    }

    Answer add(Person caller, Person... added) {
        List<Long> ids = Stream.of(added).map(Person::id).toList();
        return caller.post(path() + "/members", Json.object("user_ids", ids));
    }

    Answer remove(Person caller, Person removed) {
        return caller.rest().call("DELETE", path() + "/members/" + removed.id(), "");
    }

    Answer rename(Person caller, String title) {
        return caller.rest().call("PATCH", path(), Json.object("title", title));
    }

    Answer giveRole(Person caller, Person member, String role) {
        return caller.rest()
                .call("PUT", path() + "/members/" + member.id(), Json.object("role", role));
    }

    Answer delete(Person caller) {
        return caller.rest().call("DELETE", path(), "");
    }

    Answer choose(Person caller, String choice) {
        return caller.rest().call("PATCH", path() + "/me", choice);
    }

    JsonNode messages(Person reader, long after) {
        return reader.get(path() + "/messages?limit=200&after=" + after).as(200);
    }

    /// Returns the newest message.
    JsonNode newest(Person reader) {
        return reader.chat(id).path("last_message");
    }
}
