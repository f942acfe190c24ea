package org.chatcluster.api.receipt;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.chatcluster.common.token.AccessClaims;

/// Who has read a message.
@Controller("/api/v1/messages")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "messages")
@ExecuteOn(TaskExecutors.BLOCKING)
class ReceiptController {
    private static final int MAX_READERS = 500;

    private final Receipts receipts;

    ReceiptController(Receipts receipts) {
        this.receipts = receipts;
    }

    @Get("/{id}/reads")
    @Operation(
            summary = "Who has read a message, by id, without its author",
            description = "If there are more, the `Link` header names the next page.")
    HttpResponse<List<Reader>> readers(
            @Parameter(hidden = true) AccessClaims caller,
            long id,
            @Min(0) @QueryValue(defaultValue = "0") long after,
            @Min(1) @Max(MAX_READERS) @QueryValue(defaultValue = "100") int limit) {
        List<Reader> readers = receipts.readers(caller.userId(), id, after, limit);
        var response = HttpResponse.ok(readers);
        return readers.size() < limit
                ? response
                : response.header(
                        HttpHeaders.LINK,
                        "</api/v1/messages/%d/reads?limit=%d&after=%d>; rel=\"next\""
                                .formatted(id, limit, readers.getLast().user().id()));
    }
}
