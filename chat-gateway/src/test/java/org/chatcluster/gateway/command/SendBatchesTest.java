package org.chatcluster.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.chatcluster.common.command.SendBatch;
import org.chatcluster.common.command.SendBatch.Send;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.chatcluster.gateway.command.Command.Call;
import org.junit.jupiter.api.Test;

final class SendBatchesTest {
    private final HeldApi api = new HeldApi();

    private SendBatches batches(int callsPerNode) {
        return new SendBatches(
                api, new CommandConfig(List.of(URI.create("http://a:1")), 1, callsPerNode));
    }

    private static Send send(int i) {
        return new Send("token-" + i, "r-" + i, new byte[] {'{', '}'});
    }

    @Test
    void oneSendGoesAtOnce() {
        batches(1).send(send(1));

        assertThat(api.calls).hasSize(1);
        assertThat(api.calls.getFirst().requestIds()).containsExactly("r-1");
    }

    @Test
    void whatArrivesWhileTheNodesAreBusyGoesTogetherInOrder() {
        SendBatches batches = batches(1);

        IntStream.range(0, 2).forEach(i -> batches.send(send(i)));
        IntStream.range(2, 6).forEach(i -> batches.send(send(i)));
        assertThat(api.calls).as("one call a node").hasSize(2);
        api.calls.getFirst().succeed();

        assertThat(api.calls.getLast().requestIds()).containsExactly("r-2", "r-3", "r-4", "r-5");
    }

    @Test
    void nodeThatHangsHoldsUpItsOwnCallsAlone() {
        SendBatches batches = batches(1);
        batches.send(send(0));
        batches.send(send(1));
        HeldCall hanging = api.calls.getFirst();

        for (int i = 2; i < 10; i++) {
            CompletionStage<Answer> answer = batches.send(send(i));
            api.calls.getLast().succeed();
            if (answer.toCompletableFuture().isDone()) {
                continue;
            }
            api.calls.getLast().succeed();
            assertThat(answer.toCompletableFuture()).isDone();
        }

        assertThat(api.calls).filteredOn(call -> call.node.equals(hanging.node)).hasSize(1);
    }

    @Test
    void callCarriesNoMoreThanItMay() {
        SendBatches batches = batches(1);
        IntStream.range(0, 2).forEach(i -> batches.send(send(i)));
        IntStream.range(0, SendBatch.MOST + 1).forEach(i -> batches.send(send(i)));

        api.calls.getFirst().succeed();

        assertThat(api.calls.getLast().requestIds()).hasSize(SendBatch.MOST);
    }

    @Test
    void eachSendGetsItsOwnAnswer() {
        SendBatches batches = batches(1);
        IntStream.range(0, 2).forEach(i -> batches.send(send(i)));
        CompletionStage<Answer> third = batches.send(send(3));
        CompletionStage<Answer> fourth = batches.send(send(4));
        api.calls.getFirst().succeed();

        api.calls.getLast().succeed();

        assertThat(third.toCompletableFuture().join().body())
                .isEqualTo("r-3".getBytes(StandardCharsets.US_ASCII));
        assertThat(fourth.toCompletableFuture().join().retryAfter()).isEqualTo("2");
    }

    @Test
    void failedCallFailsItsSendsAndTheNextGoesOn() {
        SendBatches batches = batches(1);
        CompletionStage<Answer> first = batches.send(send(0));
        batches.send(send(1));
        batches.send(send(2));

        api.calls.getFirst().answer.completeExceptionally(new IllegalStateException("away"));

        assertThat(first.toCompletableFuture()).isCompletedExceptionally();
        assertThat(api.calls.getLast().requestIds()).containsExactly("r-2");
    }

    @Test
    void answerOfAnotherLengthFailsTheCall() {
        CompletionStage<Answer> answer = batches(1).send(send(0));

        api.calls.getFirst().answer.complete(new Answer(200, new byte[0], null));

        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void nodeThatComesIsCalledAndOneThatIsGoneIsNot() {
        SendBatches batches = batches(1);
        URI third = URI.create("http://c:1");
        IntStream.range(0, 3).forEach(i -> batches.send(send(i)));
        HeldCall under = api.calls.getFirst();

        api.nodes = List.of(third);
        under.succeed();

        assertThat(api.calls).hasSize(3);
        assertThat(api.calls.getLast().node).isEqualTo(third);
    }

    /// A call that is answered when the test says so.
    private record HeldCall(URI node, List<Send> sends, CompletableFuture<Answer> answer) {
        List<String> requestIds() {
            return sends.stream().map(Send::requestId).toList();
        }

        void succeed() {
            List<SendBatch.Answer> answers =
                    sends.stream()
                            .map(send ->
                                    new SendBatch.Answer(
                                            201,
                                            2,
                                            send.requestId().getBytes(StandardCharsets.US_ASCII)))
                            .toList();
            answer.complete(new Answer(200, SendBatch.writeAnswers(answers), null));
        }
    }

    /// Two nodes that hold every call.
    private static final class HeldApi implements ChatApi {
        private final List<HeldCall> calls = new ArrayList<>();
        private List<URI> nodes = List.of(URI.create("http://a:1"), URI.create("http://b:1"));

        @Override
        public List<URI> nodes() {
            return nodes;
        }

        @Override
        public CompletionStage<Answer> postSends(URI node, byte[] batch, String requestId) {
            HeldCall call =
                    new HeldCall(node, SendBatch.readSends(batch), new CompletableFuture<>());
            calls.add(call);
            return call.answer;
        }

        @Override
        public CompletionStage<Answer> post(Call call, String token, String requestId) {
            throw new UnsupportedOperationException();
        }
    }
}
