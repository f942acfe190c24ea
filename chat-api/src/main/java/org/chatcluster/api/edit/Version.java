package org.chatcluster.api.edit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;

/// What a message said before an edit.
///
/// @param changeSeq the edit that replaced it
/// @param ts when it was written
@Serdeable(naming = SnakeCaseStrategy.class)
@MappedEntity("message_edits")
record Version(@Id long changeSeq, String content, Instant ts) {
    @Override
    public String toString() {
        return "Version[changeSeq=" + changeSeq + "]";
    }
}
