package org.chatcluster.deploy.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.junit.jupiter.api.Test;

/// One's own profile, an administrator's hand in it (seed 001), and finding people.
@OnCluster
final class ProfilesIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person admin;

    ProfilesIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.admin = cluster.admin();
    }

    @Test
    void ownNameAndTagChange() {
        String tag = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);

        JsonNode named = change("/api/v1/users/me", "PATCH", alice, "display_name", " Alicia ");
        JsonNode tagged =
                change(
                        "/api/v1/users/me",
                        "PATCH",
                        alice,
                        "tag",
                        "@" + tag.toUpperCase(Locale.ROOT));

        assertThat(named.path("display_name").asText()).isEqualTo("Alicia");
        assertThat(named.path("tag")).isEqualTo(alice.user().path("tag"));
        assertThat(tagged.path("tag").asText()).isEqualTo(tag);
        assertThat(alice.get("/api/v1/users/me").as(200)).isEqualTo(tagged);
    }

    @Test
    void administratorEditsAnybodyUnderBothPaths() {
        JsonNode edited =
                change("/api/users/" + alice.id(), "PUT", admin, "display_name", "Edited");
        JsonNode mailed =
                change(
                        "/api/v1/users/" + alice.id(),
                        "PUT",
                        admin,
                        "email",
                        "Edited" + alice.id() + "@example.com");

        assertThat(edited.path("display_name").asText()).isEqualTo("Edited");
        assertThat(mailed.path("email").asText()).isEqualTo("edited" + alice.id() + "@example.com");
        assertThat(alice.get("/api/v1/users/me").as(200)).isEqualTo(mailed);
    }

    @Test
    void othersMayNot() {
        Person bob = cluster.register("Bob");

        Answer refused =
                bob.rest()
                        .call(
                                "PUT",
                                "/api/users/" + alice.id(),
                                Json.object("display_name", "Mine"));

        assertThat(refused.problem(403)).isEqualTo("admin_only");
    }

    @Test
    void takenTagAndEmailAreRefused() {
        Person bob = cluster.register("Bob");
        String path = "/api/v1/users/" + bob.id();

        Answer tag = admin.rest().call("PUT", path, Json.object("tag", alice.user().path("tag")));
        Answer email =
                admin.rest().call("PUT", path, Json.object("email", alice.user().path("email")));

        assertThat(tag.problem(409)).isEqualTo("tag_taken");
        assertThat(email.problem(409)).isEqualTo("email_taken");
    }

    @Test
    void anotherRoleEndsTheLoginsThatNameTheOldOne() {
        Person bob = cluster.register("Bob");
        change("/api/v1/users/" + bob.id(), "PUT", admin, "role", "admin");

        Awaiting.upToSeconds(5).until(() -> bob.get("/api/v1/users/me").status() == 401);

        Answer own =
                admin.rest()
                        .call("PUT", "/api/v1/users/" + admin.id(), Json.object("role", "user"));
        assertThat(own.problem(422)).isEqualTo("invalid_input");
    }

    @Test
    void peopleAreFoundByTheBeginningOfNameOrTag() {
        String name = "Ж" + UUID.randomUUID().toString().substring(0, 8);
        List<Person> people = cluster.register(name, 3);
        Person friend = people.getFirst();
        alice.directChatWith(friend);

        List<JsonNode> found = new ArrayList<>();
        String query = name.toLowerCase(Locale.ROOT).replace("ж", "%D0%96");
        String next = "/api/v1/users?limit=2&query=" + query;
        while (!next.isEmpty()) {
            Answer page = alice.get(next);
            found.addAll(Json.elements(page.as(200)));
            next = page.header("link").replaceFirst("^<([^>]*)>; rel=\"next\"$", "$1");
        }
        String tag = friend.user().path("tag").asText();
        JsonNode byTag = alice.get("/api/v1/users?query=@" + tag).as(200);

        assertThat(found)
                .extracting(user -> user.path("id").longValue())
                .containsExactlyElementsOf(people.stream().map(Person::id).sorted().toList());
        assertThat(found)
                .extracting(user -> user.path("email").isNull())
                .containsExactlyInAnyOrder(false, true, true);
        assertThat(Json.longs(byTag, "id")).contains(friend.id());
        assertThat(alice.get("/api/v1/users?query=zz" + UUID.randomUUID()).as(200)).isEmpty();
    }

    private static JsonNode change(
            String path, String method, Person caller, String field, String value) {
        return caller.rest().call(method, path, Json.object(field, value)).as(200);
    }
}
