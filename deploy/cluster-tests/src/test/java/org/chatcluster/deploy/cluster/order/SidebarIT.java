package org.chatcluster.deploy.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Answer;
import org.chatcluster.deploy.cluster.client.Json;
import org.chatcluster.deploy.cluster.client.Person;
import org.junit.jupiter.api.Test;

/// The order of the chat list: a chat rises only for somebody else's message (seed 001).
@OnCluster
final class SidebarIT {
    private final Person alice;
    private final List<Person> others;
    private final List<Long> chats;

    SidebarIT(TestCluster cluster) {
        this.alice = cluster.register("Alice");
        this.others = cluster.register("Other", 5);
        this.chats = others.stream().map(other -> alice.directChatWith(other)).toList();
    }

    @Test
    void newestChatIsOnTop() {
        assertThat(sidebar()).containsExactlyElementsOf(chats.reversed());
    }

    @Test
    void chatRisesForSomebodyElsesMessageAndNotForOnesOwn() {
        others.get(1).send(chats.get(1), "this one rises");
        List<Long> risen = sidebar();
        alice.send(chats.get(0), "this one does not");
        alice.send(chats.get(4), "nor does this one");
        List<Long> reloaded = sidebar();
        others.get(0).send(chats.get(0), "now it does");
        alice.send(chats.get(1), "and this changes nothing");

        assertThat(risen).containsExactlyElementsOf(chatsAt(1, 4, 3, 2, 0));
        assertThat(reloaded).isEqualTo(risen);
        assertThat(sidebar()).containsExactlyElementsOf(chatsAt(0, 1, 4, 3, 2));
    }

    @Test
    void ownMessagesAfterAnAnswerDoNotSinkTheChat() {
        others.get(2).send(chats.get(2), "a question");
        others.get(3).send(chats.get(3), "another question");
        alice.send(chats.get(2), "the answer");
        alice.send(chats.get(2), "and some more of it");

        assertThat(sidebar()).containsExactlyElementsOf(chatsAt(3, 2, 4, 1, 0));
    }

    @Test
    void sameChatRisesForTheOtherSide() {
        Person other = others.getFirst();
        long group = other.group("Group", alice);
        alice.send(chats.getFirst(), "somebody else's for the other");

        assertThat(Json.longs(other.get("/api/v1/chats").as(200), "id"))
                .containsExactly(chats.getFirst(), group);
    }

    @Test
    void pagesFollowTheLinkHeaderInTheSameOrder() {
        others.get(2).send(chats.get(2), "this one rises");
        List<Long> whole = sidebar();

        List<Long> paged = new ArrayList<>();
        String next = "/api/v1/chats?limit=2";
        while (!next.isEmpty()) {
            Answer page = alice.get(next);
            paged.addAll(Json.longs(page.as(200), "id"));
            next = page.header("link").replaceFirst("^<([^>]*)>; rel=\"next\"$", "$1");
        }

        assertThat(paged).isEqualTo(whole).hasSize(5);
    }

    private List<Long> sidebar() {
        return Json.longs(alice.get("/api/v1/chats").as(200), "id");
    }

    private List<Long> chatsAt(int... indices) {
        return Arrays.stream(indices).mapToObj(chats::get).toList();
    }
}
