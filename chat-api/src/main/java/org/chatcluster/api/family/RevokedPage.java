package org.chatcluster.api.family;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// The answer of `GET /internal/revoked-families`.
///
/// @param families their ids; those of the last seconds may come again
/// @param after what to ask with next
@Serdeable
record RevokedPage(List<String> families, String after) {
    RevokedPage {
        families = List.copyOf(families);
    }
}
