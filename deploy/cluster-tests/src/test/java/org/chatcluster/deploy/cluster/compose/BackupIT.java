package org.chatcluster.deploy.cluster.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chatcluster.deploy.client.ChatClient;
import org.chatcluster.deploy.client.ClientSettings;
import org.chatcluster.deploy.client.rest.Account;
import org.chatcluster.deploy.cluster.OneTry;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `deploy/docker/backup` and `deploy/docker/restore` promise.
@OnCompose
@OneTry
final class BackupIT {
    private final Compose deployment = Compose.running();

    @AutoClose private final Visitors visitors = new Visitors(deployment);

    @Test
    void whatABackupHoldsIsThereAfterARestoreAndNothingIsNumberedTwice(@TempDir Path folder) {
        Person alice = visitors.register("Alice");
        Person bob = visitors.register("Bob");
        long chat = alice.directChatWith(bob);
        Traffic.Device device = new Traffic.Device();
        try (ChatClient bobs = connect(bob, chat, device)) {
            List<JsonNode> kept = send(alice, chat, "kept 1", "kept 2", "kept 3");
            awaitMessages(device, 3);
            JsonNode before = messages(alice, chat);
            Path backup = folder.resolve("chat.dump");
            assertBackedUp(backup);
            List<JsonNode> lost = send(alice, chat, "lost 1", "lost 2");
            Person later = refreshed(alice);
            Person carol = visitors.register("Carol");
            long lostGroup = alice.group("Lost", bob, carol);
            awaitMessages(device, 5);
            visitors.secrets().note(bobs.accessToken());

            assertRefused(backup);
            assertRestored(backup);

            assertThat(messages(alice, chat)).isEqualTo(before);
            Person again = refreshed(alice);
            assertThat(refresh(later).problem(401)).isEqualTo("refresh_token_invalid");
            again.get("/api/v1/chats/" + lostGroup).as(404);
            List<JsonNode> fresh = send(again, chat, "new 1", "new 2");
            assertNumberedAbove(lost.getLast(), fresh);
            assertThat(again.group("New", bob)).isGreaterThan(lostGroup);
            assertThat(visitors.register("Dora").id()).isGreaterThan(carol.id());
            awaitMessages(device, 7);
            assertThat(device.ids())
                    .isEqualTo(
                            Stream.of(kept, lost, fresh)
                                    .flatMap(List::stream)
                                    .map(message -> message.path("id").longValue())
                                    .toList());
        }
        deployment.assertNotInAnyLog(visitors.secrets());
    }

    private static void assertBackedUp(Path file) {
        Compose.Outcome done = Compose.script("backup", file.toString());

        assertThat(done.output()).matches("backup: \\d+ bytes in \\Q" + file + "\\E\n");
        assertThat(permissions(file)).isEqualTo("rw-------");
        Compose.Outcome second = Compose.script("backup", file.toString());
        assertThat(second)
                .isEqualTo(new Compose.Outcome(1, "backup: " + file + " is there already\n"));
    }

    private static void assertRefused(Path file) {
        Compose.Outcome refused = Compose.script("restore", file.toString());

        assertThat(refused.status()).isOne();
        assertThat(refused.output())
                .matches("restore: the database has \\d+ users; --overwrite replaces it\n");
    }

    private static void assertRestored(Path file) {
        Compose.Outcome done = Compose.script("restore", "--overwrite", file.toString());

        assertThat(done.output())
                .matches(
                        "restore: the database is that of the backup: \\d+ users\n"
                                + "restore: API nodes and gateways are ready\n");
        assertThat(done.status()).isZero();
    }

    private static void assertNumberedAbove(JsonNode last, List<JsonNode> messages) {
        assertThat(messages)
                .allSatisfy(message -> {
                    assertThat(message.path("seq").longValue())
                            .isGreaterThan(last.path("seq").longValue());
                    assertThat(message.path("id").longValue())
                            .isGreaterThan(last.path("id").longValue());
                });
    }

    private ChatClient connect(Person person, long chat, Traffic.Device device) {
        ClientSettings settings =
                ClientSettings.of(visitors.client(), deployment.url())
                        .withLongestWait(Duration.ofSeconds(1));
        Account account = new Account(person.user().path("email").asText(), Person.PASSWORD);
        return ChatClient.start(settings, account, Map.of(chat, 0L), device);
    }

    private Person refreshed(Person person) {
        return Person.signedIn(visitors.anonymous(), refresh(person).as(200));
    }

    private Answer refresh(Person person) {
        String token = person.pair().path("refresh_token").asText();
        return visitors.anonymous()
                .post("/api/v1/auth/refresh", Json.object("refresh_token", token));
    }

    private static List<JsonNode> send(Person author, long chat, String... contents) {
        return Stream.of(contents).map(content -> author.send(chat, content)).toList();
    }

    private static JsonNode messages(Person member, long chat) {
        return member.get("/api/v1/chats/" + chat + "/messages").as(200);
    }

    private static void awaitMessages(Traffic.Device device, int count) {
        Awaiting.upToSeconds(60).until(() -> device.ids().size() >= count);
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
