package org.chatcluster.gateway.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.chatcluster.gateway.command.ChatApi;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.protocol.Protocol.Greeting;
import org.junit.jupiter.api.Test;

final class UnreadListsTest {
    /// As many as the budget has room for if each is as large as the API makes it.
    private static final int MOST_HELD = 128;

    private static final byte[] LARGEST = new byte[256 << 10];

    private final PendingApi api = new PendingApi();
    private final UnreadLists lists = new UnreadLists(api);

    private List<CompletableFuture<Greeting>> ask(int sessions) {
        return IntStream.range(0, sessions)
                .mapToObj(i -> lists.ask(new Someone(i, "session-" + i)))
                .toList();
    }

    @Test
    void noMoreThanSoManyAreAskedForAtOnce() {
        List<CompletableFuture<Greeting>> asked = ask(40);
        assertThat(api.calls).hasSize(UnreadLists.MOST_CALLS);

        api.answerNext(200, "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(asked.getFirst()).isCompleted();
        assertThat(api.calls).hasSize(UnreadLists.MOST_CALLS + 1);
    }

    @Test
    void listsThatNobodyTakesMakeOthersWait() throws Exception {
        List<CompletableFuture<Greeting>> asked = ask(MOST_HELD + 10);
        while (api.answered < api.calls.size()) {
            api.answerNext(200, LARGEST);
        }
        assertThat(api.calls).hasSize(MOST_HELD);
        assertThat(asked.get(MOST_HELD)).isNotDone();

        asked.getFirst().get().taken().run();

        assertThat(api.calls).hasSize(MOST_HELD + 1);
    }

    @Test
    void whoLeavesMeanwhileIsNotAskedForAndTakesUpNothing() {
        List<CompletableFuture<Greeting>> asked = ask(UnreadLists.MOST_CALLS + 3);
        asked.forEach(greeting -> greeting.cancel(false));

        while (api.answered < api.calls.size()) {
            api.answerNext(200, LARGEST);
        }
        assertThat(api.calls).hasSize(UnreadLists.MOST_CALLS);

        ask(MOST_HELD + 1);
        while (api.answered < api.calls.size()) {
            api.answerNext(200, LARGEST);
        }
        assertThat(api.calls).hasSize(UnreadLists.MOST_CALLS + MOST_HELD);
    }

    @Test
    void refusalsFailAndTakeUpNothing() {
        List<CompletableFuture<Greeting>> asked = ask(MOST_HELD * 2);

        while (api.answered < api.calls.size()) {
            api.answerNext(api.answered % 2 == 0 ? 503 : 0, LARGEST);
        }

        assertThat(asked).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(api.calls).hasSize(MOST_HELD * 2);
    }

    @Test
    void listTellsOfItsMessages() throws Exception {
        CompletableFuture<Greeting> asked = ask(1).getFirst();
        api.answerNext(
                200,
                """
                {"action":"unread_messages","data":[{"id":7,"chat_id":9,"text":"\\"id\\":8"},{"id":11,"chat_id":9}]}
                """
                        .getBytes(StandardCharsets.UTF_8));

        Greeting greeting = asked.get();
        assertThat(greeting.tells().test(7)).isTrue();
        assertThat(greeting.tells().test(11)).isTrue();
        assertThat(greeting.tells().test(8)).isFalse();
        assertThat(greeting.tells().test(9)).isFalse();
        assertThat(api.tokens).containsExactly("token-0");
    }

    /// Answers when it is told to, in the order of the calls.
    private static final class PendingApi implements ChatApi {
        private final List<CompletableFuture<Answer>> calls = new ArrayList<>();
        private final List<String> tokens = new ArrayList<>();
        private int answered;

        /// Answers the next call, or with the status 0 lets it fail.
        void answerNext(int status, byte[] body) {
            CompletableFuture<Answer> next = calls.get(answered++);
            if (status == 0) {
                next.completeExceptionally(new IllegalStateException("no answer"));
            } else {
                next.complete(new Answer(status, body, null));
            }
        }

        @Override
        public CompletionStage<Answer> post(Call call, String token, String requestId) {
            assertThat(call.path()).isEqualTo("/internal/connect/unread");
            tokens.add(token);
            calls.add(new CompletableFuture<>());
            return calls.getLast();
        }

        @Override
        public List<URI> nodes() {
            return List.of();
        }

        @Override
        public CompletionStage<Answer> postSends(URI node, byte[] batch, String requestId) {
            throw new UnsupportedOperationException();
        }
    }
}
