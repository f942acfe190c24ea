package org.chatcluster.deploy.cluster.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chatcluster.deploy.cluster.OneTry;
import org.chatcluster.deploy.cluster.client.Awaiting;
import org.chatcluster.deploy.cluster.client.Person;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What `deploy/docker/upgrade` and `deploy/docker/secrets rotate` promise.
@OnCompose
@OneTry
final class UpgradeIT {
    private final Compose deployment = Compose.running();

    @AutoClose private final Visitors visitors = new Visitors(deployment);

    /// A send that is refused, after all that a client does about it, fails the test.
    @Test
    void nothingIsLostWhileNodesAreReplacedAndRestartedAndTheSigningKeyChanges() throws Exception {
        List<Person> people =
                IntStream.range(0, 4).mapToObj(i -> visitors.register("P" + i)).toList();
        Person reader = people.getFirst();
        long chat = reader.group("Upgrade", people.stream().skip(1).toArray(Person[]::new));
        try (Traffic traffic = Traffic.start(deployment, people, chat)) {
            rotate("add");
            deployment.upgrade("verify-next");
            rotate("promote");
            restart(deployment.containers(Compose.API).getFirst(), traffic);
            for (String gateway : deployment.containers(Compose.GATEWAY)) {
                restart(gateway, traffic);
            }
            awaitOtherKeyThan(header(reader.token()));

            traffic.tokens().forEach(visitors.secrets()::note);
            assertNothingLost(traffic, traffic.stop(), messagesOf(reader, chat));
        }
        deployment.assertNotInAnyLog(visitors.secrets());
    }

    private static void rotate(String step) {
        Compose.Outcome done = Compose.script("secrets", "rotate", step);

        assertThat(done.status()).as(done.output()).isZero();
    }

    private void restart(String container, Traffic traffic) {
        int before = traffic.count();
        deployment.restart(container);
        Awaiting.upToSeconds(30).until(() -> traffic.count() > before + 20);
    }

    /// The node that was restarted answers every second call, or so.
    private void awaitOtherKeyThan(String header) {
        Awaiting.upToSeconds(30)
                .until(() -> !header(visitors.register("Late").token()).equals(header));
    }

    private static void assertNothingLost(
            Traffic traffic, Map<Long, Long> acked, Map<Long, Long> stored) {
        assertThat(stored).containsExactlyEntriesOf(new TreeMap<>(acked));
        List<Long> ids = List.copyOf(stored.values());
        for (Traffic.Device device : traffic.devices()) {
            Awaiting.upToSeconds(30).until(() -> device.ids().size() >= ids.size());
            assertThat(device.ids()).isEqualTo(ids);
        }
        assertThat(traffic.devices().stream().mapToInt(Traffic.Device::drains).sum()).isPositive();
    }

    /// Names the key that signed the token.
    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), UTF_8);
    }

    /// Returns the ids of all messages by their seq.
    private static Map<Long, Long> messagesOf(Person member, long chat) {
        Map<Long, Long> messages = new TreeMap<>();
        long after = 0;
        while (true) {
            JsonNode page =
                    member.get("/api/v1/chats/" + chat + "/messages?limit=200&after=" + after)
                            .as(200);
            if (page.isEmpty()) {
                return messages;
            }
            for (JsonNode message : page) {
                after = message.path("seq").longValue();
                messages.put(after, message.path("id").longValue());
            }
        }
    }
}
