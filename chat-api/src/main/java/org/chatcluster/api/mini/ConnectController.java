package org.chatcluster.api.mini;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Idempotency.Call;
import org.chatcluster.api.idempotency.IdempotencyKey;
import org.chatcluster.api.mini.MiniAnswers.UnreadMessages;
import org.chatcluster.api.web.Answers;
import org.chatcluster.common.token.AccessClaims;

/// What a gateway asks for a socket of `/connect`, with the token of its user. For the cluster
/// alone: the balancer does not lead here.
@Hidden
@Controller("/internal/connect")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
class ConnectController {
    private final MiniApplication mini;
    private final Idempotency idempotency;

    ConnectController(MiniApplication mini, Idempotency idempotency) {
        this.mini = mini;
        this.idempotency = idempotency;
    }

    @Post("/unread")
    @Status(HttpStatus.OK)
    UnreadMessages unread(AccessClaims caller) {
        return mini.unread(caller.userId());
    }

    @Post("/chats")
    HttpResponse<?> create(
            AccessClaims caller, IdempotencyKey key, @Valid @Body CreateChat request) {
        return Answers.of(
                idempotency.once(
                        new Call(caller.userId(), key, "create_chat", request),
                        () -> mini.create(caller.userId(), request)));
    }

    @Post("/read")
    @Status(HttpStatus.NO_CONTENT)
    void read(AccessClaims caller, @Valid @Body ReadMessage request) {
        mini.read(caller.userId(), request.messageId());
    }

    /// What `message_read` asks for.
    @Serdeable(naming = SnakeCaseStrategy.class)
    record ReadMessage(@NotNull @Positive Long messageId) {}
}
