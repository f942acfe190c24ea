package org.chatcluster.api.message;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.api.measure.CallId;
import org.chatcluster.api.problem.FailureProblems;
import org.chatcluster.api.refusal.InvalidInput;
import org.chatcluster.common.command.SendBatch;
import org.chatcluster.common.command.SendBatch.Answer;
import org.chatcluster.common.command.SendBatch.Send;

/// Sends what a gateway has gathered from its sockets, each message in the name of the bearer of
/// the token beside it and with the answer that `POST /api/v1/messages` would have given: the cost
/// of a call is shared by all of them (ADR-0014). The call itself gives no rights.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class SendBatchController {
    private final SendReader reader;
    private final MessageSender sender;
    private final FailureProblems problems;

    SendBatchController(SendReader reader, MessageSender sender, FailureProblems problems) {
        this.reader = reader;
        this.sender = sender;
        this.problems = problems;
    }

    /// Runs on the event loop, as the single call does, and answers when the last send is answered.
    @Post(
            uri = SendBatch.PATH,
            consumes = MediaType.APPLICATION_OCTET_STREAM,
            produces = MediaType.APPLICATION_OCTET_STREAM)
    CompletionStage<byte[]> send(@Body byte[] batch) {
        List<CompletableFuture<Answer>> answers = read(batch).stream().map(this::send).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ ->
                        SendBatch.writeAnswers(
                                answers.stream().map(CompletableFuture::join).toList()));
    }

    private static List<Send> read(byte[] batch) {
        try {
            return SendBatch.readSends(batch);
        } catch (SendBatch.Unreadable e) {
            throw new InvalidInput("body", "must be a batch of sends");
        }
    }

    private CompletableFuture<Answer> send(Send send) {
        try {
            return sender.send(reader.read(send), new CallId(send.requestId(), null))
                    .handle((message, failure) ->
                            failure == null ? new Answer(201, 0, message) : refused(send, failure))
                    .toCompletableFuture();
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.completedFuture(refused(send, e));
        }
    }

    private Answer refused(Send send, Throwable failure) {
        return problems.answer("message request=" + send.requestId(), failure);
    }
}
