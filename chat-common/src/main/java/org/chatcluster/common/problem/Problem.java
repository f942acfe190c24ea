package org.chatcluster.common.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// The body of every REST refusal, `application/problem+json` (RFC 9457), and what a gateway reads
/// of one to answer a frame.
///
/// @param type a URI that names the kind of problem; always `about:blank`, since `code` is what
///   programs read
/// @param title the code's own title
/// @param status the HTTP status
/// @param detail a sentence for a person, constant for a 5xx
/// @param code [ProblemCode#wireName()]
/// @param errors what is wrong with which field, empty unless the input was bad
@Serdeable
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {
    /// The media type of a problem body.
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /// Returns the problem of that code.
    public static Problem of(ProblemCode code, String detail, List<FieldError> errors) {
        return new Problem(
                "about:blank", code.title(), code.status(), detail, code.wireName(), errors);
    }

    /// One field of the input that was refused.
    ///
    /// @param field its name as it stands in the request, `snake_case`
    /// @param message what is wrong with it, for a person
    @Serdeable
    public record FieldError(String field, String message) {}
}
