package org.chatcluster.api.sync;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.chatcluster.common.event.EventBatch;
import org.chatcluster.common.event.EventHeader;
import org.chatcluster.common.event.EventType;
import org.chatcluster.common.token.AccessClaims;

/// What the caller has missed: as JSON for clients, and as frames for the gateway that asks for a
/// client of its own.
@Controller("/api/v1/sync")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "chats")
@ExecuteOn(TaskExecutors.BLOCKING)
class SyncController {
    private static final MediaType EVENTS = MediaType.of(EventBatch.MEDIA_TYPE);

    private final Sync sync;
    private final JsonMapper json;

    SyncController(Sync sync, JsonMapper json) {
        this.sync = sync;
        this.json = json;
    }

    @Post(produces = {MediaType.APPLICATION_JSON, EventBatch.MEDIA_TYPE})
    @Operation(
            summary = "What changed in the caller's chats after a seq of each",
            description =
                    "However long ago that was. While `more` is true, ask again with the seqs and the"
                            + " `joined_after` of the answer.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SyncAnswer.class)))
    HttpResponse<?> sync(
            @Parameter(hidden = true) AccessClaims caller,
            @Parameter(hidden = true) HttpRequest<?> request,
            @Valid @Body SyncRequest body) {
        SyncPage page = sync.page(caller.userId(), body);
        return request.accept().contains(EVENTS)
                ? HttpResponse.ok(events(caller.userId(), page)).contentType(EVENTS)
                : HttpResponse.ok(SyncAnswer.of(page)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private byte[] events(long userId, SyncPage page) {
        EventWriter events = new EventWriter(json);
        page.changes().forEach(change -> events.add(List.of(), change));
        page.chats()
                .updated()
                .forEach(chat ->
                        events.add(
                                List.of(),
                                new EventHeader(EventType.CHAT_UPDATED, chat.id(), 0, 0),
                                chat));
        page.chats()
                .joined()
                .forEach(chat ->
                        events.add(
                                List.of(),
                                new EventHeader(EventType.CHAT_CREATED, chat.id(), 0, 0),
                                chat));
        page.chats()
                .hidden()
                .forEach(chatId ->
                        events.add(
                                List.of(),
                                new EventHeader(EventType.CHAT_DELETED, chatId, 0, 0),
                                new HiddenChat(chatId)));
        page.chats()
                .lost()
                .forEach((chatId, seq) ->
                        events.add(
                                List.of(),
                                new EventHeader(EventType.MEMBER_REMOVED, chatId, seq, 0),
                                new LostChat(chatId, userId)));
        return events.end(SyncAnswer.End.of(page));
    }
}
