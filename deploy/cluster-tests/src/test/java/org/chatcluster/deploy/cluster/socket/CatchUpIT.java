package org.chatcluster.deploy.cluster.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Frame;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `resume` over `/ws`, by somebody who was away.
@OnCluster
final class CatchUpIT {
    private static final int MESSAGES = 120;

    private final Person alice;
    private final Person bob;
    private final long chat;
    private final long joined;
    private final long strangers;
    private final Socket bobSocket;

    CatchUpIT(TestCluster cluster) {
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.chat = alice.directChatWith(bob);
        this.joined = alice.group("Made while Bob was away", bob);
        this.strangers = alice.directChatWith(cluster.register("Carol"));
        IntStream.rangeClosed(1, MESSAGES).forEach(i -> alice.send(chat, "unseen text " + i));
        cluster.database().awaitEmptyOutbox();
        this.bobSocket = bob.connect(cluster.gateway(1));
    }

    @AfterEach
    void disconnect() {
        bobSocket.close();
    }

    @Test
    void whatChangedComesInOrderThenTheChatsJoinedAndLostThenTheEnd() {
        bobSocket.hello();
        Frame done =
                bobSocket.ask("r1", resume("r1", "\"%d\":2,\"%d\":0".formatted(chat, strangers)));

        assertThat(done.raw())
                .isEqualTo(
                        "{\"event\":\"replay.done\",\"data\":"
                                + "{\"request_id\":\"r1\",\"chats\":{\"%d\":%d}}}"
                                        .formatted(chat, MESSAGES));
        List<Frame> frames = bobSocket.frames();
        List<Frame> replay = frames.subList(1, frames.indexOf(done));
        assertThat(replay.stream().filter(frame -> frame.is("message.created", chat)))
                .extracting(Frame::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(3, MESSAGES).boxed().toList());
        assertThat(replay.stream().filter(frame -> frame.event().equals("chat.created")))
                .extracting(frame -> frame.data().path("id").longValue())
                .containsExactly(joined);
        assertThat(replay.stream().filter(frame -> frame.is("member.removed", strangers)))
                .isNotEmpty()
                .allMatch(frame -> frame.data().path("user_id").longValue() == bob.id());
        JsonNode later = alice.send(chat, "and a live one");
        bobSocket.await("live", frame -> frame.data().equals(later));
    }

    @Test
    void moreThanAThousandChatsAreInvalid() {
        String chats =
                LongStream.rangeClosed(1, 1_001)
                        .mapToObj(id -> "\"" + id + "\":0")
                        .collect(Collectors.joining(","));

        Frame error = bobSocket.ask("r1", resume("r1", chats));

        assertThat(error.event()).isEqualTo("error");
        assertThat(error.data().path("code").asText()).isEqualTo("invalid_input");
    }

    private static String resume(String requestId, String chats) {
        return "{\"action\":\"resume\",\"request_id\":\"%s\",\"chats\":{%s}}"
                .formatted(requestId, chats);
    }
}
