package org.chatcluster.api.idempotency;

/// What a call answered, as it is sent and as it is remembered.
///
/// @param status the HTTP status
/// @param body JSON, or empty if there is no body
public record Answer(int status, String body) {
    @Override
    public String toString() {
        return "Answer[status=" + status + "]";
    }
}
