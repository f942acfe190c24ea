package org.chatcluster.common.problem;

import java.util.Locale;

/// The closed table of refusals, on REST as `code` of the problem body and on `/ws` as `code` of an
/// `error` frame. `docs/protocol.md` lists them all, and a test checks that it does.
public enum ProblemCode {
    BAD_REQUEST(400, "Bad request"),
    INVALID_INPUT(422, "Invalid input"),
    UNAUTHORIZED(401, "Not signed in"),
    BAD_CREDENTIALS(401, "Wrong e-mail or password"),
    REFRESH_TOKEN_INVALID(401, "Refresh token not valid"),
    REFRESH_TOKEN_REUSED(401, "Refresh token used twice"),
    FORBIDDEN(403, "Not allowed"),
    ADMIN_ONLY(403, "Administrators only"),
    CREATOR_PROTECTED(403, "The creator is protected"),
    ACCOUNT_BLOCKED(403, "Account blocked"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    EMAIL_TAKEN(409, "E-mail taken"),
    TAG_TAKEN(409, "Tag taken"),
    PAYLOAD_TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency key used for something else"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "Internal error"),
    UNAVAILABLE(503, "Try again soon"),

    /// On `/ws` only: the frame is not JSON, not an object, or has no `action`.
    BAD_FRAME(400, "Not a frame"),

    /// On `/ws` only: no such action.
    UNKNOWN_ACTION(400, "No such action");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /// Returns the stable name on the wire, in `snake_case`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns the HTTP status of a REST refusal with this code.
    public int status() {
        return status;
    }

    /// Returns the short sentence for a person that is the same for every refusal with this code.
    public String title() {
        return title;
    }
}
