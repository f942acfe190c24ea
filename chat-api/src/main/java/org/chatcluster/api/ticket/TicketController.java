package org.chatcluster.api.ticket;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.token.reader.TokenResolver;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/// Tickets for sockets.
@Controller("/api/v1/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "auth")
class TicketController {
    private final RedisTickets tickets;
    private final TokenResolver<HttpRequest<?>> tokens;

    TicketController(RedisTickets tickets, TokenResolver<HttpRequest<?>> tokens) {
        this.tickets = tickets;
        this.tokens = tokens;
    }

    @Post("/ws-ticket")
    @Operation(summary = "A ticket that opens one socket within 30 seconds: /ws?ticket=…")
    Ticket issue(HttpRequest<?> request) {
        return tickets.issue(tokens.resolveToken(request).orElseThrow());
    }
}
