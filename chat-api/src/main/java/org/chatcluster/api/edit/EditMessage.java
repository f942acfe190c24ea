package org.chatcluster.api.edit;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import org.chatcluster.api.input.Text;
import org.chatcluster.api.message.SendMessage;

/// The body of `PATCH /api/v1/messages/{id}`.
@Serdeable
record EditMessage(@NotNull @Text(max = SendMessage.MAX_CONTENT) String content) {
    @Override
    public String toString() {
        return "EditMessage";
    }
}
