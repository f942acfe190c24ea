package org.chatcluster.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Reply;
import org.chatcluster.common.command.SendBatch;
import org.chatcluster.common.command.SendBatch.Answer;
import org.chatcluster.common.command.SendBatch.Send;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendBatchIT {
    private final ApiNode node = ApiNode.start(Map.of("test.outbox", "recording"));
    private final Reply anna = node.rest().login("anna", "demo12345");
    private final Reply boris = node.rest().login("boris", "demo12345");
    private final String chat =
            node.rest()
                    .post(
                            "/api/v1/chats/direct",
                            "{\"user_id\": %s}".formatted(boris.field("user.id")),
                            anna.bearer())
                    .field("id");

    @AfterAll
    void stop() {
        node.close();
    }

    private static String token(Reply login) {
        return login.field("access_token");
    }

    private Send send(String token, String content, String clientId) {
        String body =
                "{\"chat_id\": %s, \"content\": \"%s\", \"client_id\": \"%s\"}"
                        .formatted(chat, content, clientId);
        return new Send(token, "r-1", body.getBytes(StandardCharsets.UTF_8));
    }

    private List<Answer> post(Send... sends) {
        HttpResponse<byte[]> answer =
                node.rest().post(SendBatch.PATH, SendBatch.writeSends(List.of(sends)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return SendBatch.readAnswers(answer.body());
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void eachIsSentInTheNameOfItsOwnToken() {
        List<Answer> answers =
                post(send(token(anna), "from anna", "a1"), send(token(boris), "from boris", "b1"));

        assertThat(answers).extracting(Answer::status).containsExactly(201, 201);
        assertThat(text(answers.getFirst()))
                .contains("from anna", "\"author_id\":" + anna.field("user.id"));
        assertThat(text(answers.getLast()))
                .contains("from boris", "\"author_id\":" + boris.field("user.id"));
    }

    @Test
    void refusedOnesLeaveTheOthersAlone() {
        Send unreadable = new Send(token(anna), "r", "{".getBytes(StandardCharsets.UTF_8));
        Send nothing = new Send(token(anna), "r", "null".getBytes(StandardCharsets.UTF_8));
        Send wrongType =
                new Send(token(anna), "r", "{\"chat_id\": \"x\"}".getBytes(StandardCharsets.UTF_8));
        Send invalid = send(token(anna), " ", "a2");
        Send stranger =
                new Send(
                        token(anna),
                        "r",
                        "{\"chat_id\": 999, \"content\": \"x\"}".getBytes(StandardCharsets.UTF_8));
        Send unsigned = send("no.token.atall", "x", "a3");
        Send good = send(token(anna), "good", "a4");

        List<Answer> answers =
                post(unreadable, nothing, wrongType, invalid, stranger, unsigned, good);

        assertThat(answers)
                .extracting(Answer::status)
                .containsExactly(400, 422, 400, 422, 404, 401, 201);
        assertThat(text(answers.get(0))).contains("\"code\":\"bad_request\"");
        assertThat(text(answers.get(2))).contains("\"field\":\"chat_id\"");
        assertThat(text(answers.get(3))).contains("\"field\":\"content\"");
        assertThat(text(answers.get(5))).contains("\"code\":\"unauthorized\"");
    }

    @Test
    void repeatGetsTheFirstMessage() {
        Answer first = post(send(token(anna), "once", "a5")).getFirst();

        Answer second = post(send(token(anna), "once", "a5")).getFirst();

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void whatIsNoBatchIsRefused() {
        byte[] batch = SendBatch.writeSends(List.of(send(token(anna), "cut", "a6")));

        HttpResponse<byte[]> answer =
                node.rest().post(SendBatch.PATH, Arrays.copyOf(batch, batch.length - 1));

        assertThat(answer.statusCode()).isEqualTo(422);
    }
}
