package org.chatcluster.gateway.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.chatcluster.common.frame.EventFrame;
import org.chatcluster.common.problem.Problem.FieldError;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.command.Command.Refused;
import org.jspecify.annotations.Nullable;

/// Words the answers to commands: `ack`, `error` and `pong` frames. Thread-safe.
@Singleton
final class Answers {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private final JsonFactory factory = new JsonFactory();
    private final JsonMapper json;
    private final Clock clock;

    Answers(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /// Returns the frame that says that a call was carried out. The API's answer stands in it byte
    /// for byte, and `null` if it has no body.
    byte[] ack(Call call, byte[] result) {
        return ack(
                String.valueOf(call.requestId()),
                call.action().wireName(),
                result.length == 0 ? NOTHING : result);
    }

    /// Returns the frame that says that an action was carried out.
    ///
    /// @param requestId the JSON text of the frame's
    /// @param result JSON in UTF-8
    byte[] ack(String requestId, String action, byte[] result) {
        byte[] start =
                ("{\"request_id\":" + requestId + ",\"action\":\"" + action + "\",\"result\":")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] data = new byte[start.length + result.length + 1];
        System.arraycopy(start, 0, data, 0, start.length);
        System.arraycopy(result, 0, data, start.length, result.length);
        data[data.length - 1] = '}';
        return EventFrame.around("ack", data);
    }

    /// Returns the frame that ends a replay.
    ///
    /// @param chats up to which seq each chat was replayed
    byte[] replayDone(@Nullable String requestId, Map<Long, Long> chats) {
        return frame("replay.done", requestId, out -> SyncPages.writeChats(out, chats));
    }

    /// Returns the answer to a ping.
    byte[] pong(@Nullable String requestId) {
        return frame(
                "pong",
                requestId,
                out -> out.writeStringField("ts", MICROSECONDS.format(clock.instant())));
    }

    /// Returns the frame for what is refused here.
    byte[] error(Refused refused) {
        return frame(
                "error",
                refused.requestId(),
                out -> {
                    problem(out, refused.code().wireName(), refused.detail());
                    if (!refused.errors().isEmpty()) {
                        out.writeArrayFieldStart("errors");
                        for (FieldError error : refused.errors()) {
                            out.writeStartObject();
                            out.writeStringField("field", error.field());
                            out.writeStringField("message", error.message());
                            out.writeEndObject();
                        }
                        out.writeEndArray();
                    }
                });
    }

    /// Returns the frame for what the API refused: its problem's code, detail and errors.
    byte[] error(Call call, Answer answer) {
        JsonNode problem = problemIn(answer);
        ProblemCode fallback = fallback(answer.status());
        return frame(
                "error",
                call.requestId(),
                out -> {
                    problem(
                            out,
                            text(problem.get("code"), fallback.wireName()),
                            text(problem.get("detail"), fallback.title()));
                    JsonNode errors = problem.get("errors");
                    if (errors != null && errors.isArray()) {
                        out.writeFieldName("errors");
                        out.writeRawValue(json.writeValueAsString(errors));
                    }
                    retryAfter(out, answer.retryAfter());
                });
    }

    /// Returns the frame for a call that the API did not answer: whether it was carried out is
    /// unknown, and the same `client_id` makes it safe to send again.
    byte[] unavailable(Call call) {
        return frame(
                "error",
                call.requestId(),
                out -> {
                    problem(
                            out,
                            ProblemCode.UNAVAILABLE.wireName(),
                            "the service did not answer, try again with the same client_id");
                    out.writeNumberField("retry_after_ms", 1000);
                });
    }

    private JsonNode problemIn(Answer answer) {
        try {
            JsonNode node = json.readValue(answer.body(), JsonNode.class);
            return node != null && node.isObject() ? node : JsonNode.nullNode();
        } catch (IOException _) {
            return JsonNode.nullNode();
        }
    }

    private static ProblemCode fallback(int status) {
        for (ProblemCode code : ProblemCode.values()) {
            if (code.status() == status) {
                return code;
            }
        }
        return status >= 500 ? ProblemCode.INTERNAL : ProblemCode.BAD_REQUEST;
    }

    private static String text(@Nullable JsonNode node, String otherwise) {
        return node != null && node.isString() ? node.getStringValue() : otherwise;
    }

    private static void problem(JsonGenerator out, String code, String detail) throws IOException {
        out.writeStringField("code", code);
        out.writeStringField("detail", detail);
    }

    private static void retryAfter(JsonGenerator out, @Nullable String seconds) throws IOException {
        if (seconds != null && seconds.matches("\\d{1,6}")) {
            out.writeNumberField("retry_after_ms", Long.parseLong(seconds) * 1000);
        }
    }

    /// Writes the fields of a frame's data.
    private interface Data {
        void write(JsonGenerator out) throws IOException;
    }

    private byte[] frame(String event, @Nullable String requestId, Data data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = factory.createGenerator(bytes)) {
            out.writeStartObject();
            if (requestId != null) {
                out.writeFieldName("request_id");
                out.writeRawValue(requestId);
            }
            data.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return EventFrame.around(event, bytes.toByteArray());
    }
}
