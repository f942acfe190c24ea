package org.chatcluster.gateway.mini;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.common.problem.Problem.FieldError;
import org.chatcluster.common.problem.ProblemCode;
import org.chatcluster.gateway.command.Caller;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.chatcluster.gateway.command.Command;
import org.chatcluster.gateway.command.Command.Action;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.command.Command.Refused;
import org.chatcluster.gateway.command.Dialect;
import org.jspecify.annotations.Nullable;

/// The commands of `/connect`. What was carried out is told by its event alone; what was refused,
/// by an `error`. Thread-safe.
@Singleton
final class MiniDialect implements Dialect {
    private static final int OK = 200;

    private final MiniReader reader;
    private final SentTexts texts;
    private final JsonMapper mapper;
    private final JsonFactory json = new JsonFactory();

    MiniDialect(MiniReader reader, SentTexts texts, JsonMapper mapper) {
        this.reader = reader;
        this.texts = texts;
        this.mapper = mapper;
    }

    @Override
    public Command read(byte[] frame) {
        return reader.read(frame);
    }

    /// A text without a `client_id` gets one, without which it could not be repeated.
    @Override
    public CompletionStage<Call> prepare(Call call, Caller caller, String requestId) {
        MiniReader.Unnamed message = reader.unnamed(call);
        if (message == null) {
            return CompletableFuture.completedFuture(call);
        }
        return texts.clientId(caller, message.chatId(), message.text(), requestId)
                .thenApply(clientId ->
                        reader.message(
                                call.requestId(), message.chatId(), message.text(), clientId));
    }

    /// A chat that was there already has no event; who asked for it is told all the same.
    @Override
    public Optional<byte[]> done(Call call, Answer answer) {
        return call.action() == Action.CREATE_CHAT && answer.status() == OK
                ? Optional.of(MiniFrames.around("chat_created", answer.body()))
                : Optional.empty();
    }

    @Override
    public byte[] error(Refused refused) {
        return error(
                refused.requestId(), refused.code().wireName(), refused.detail(), refused.errors());
    }

    @Override
    public byte[] error(Call call, Answer answer) {
        JsonNode problem = problemIn(answer);
        List<FieldError> errors = new ArrayList<>();
        JsonNode fields = problem.get("errors");
        if (fields != null && fields.isArray()) {
            fields.values()
                    .forEach(error ->
                            errors.add(
                                    new FieldError(
                                            ownName(text(error.get("field"), "")),
                                            text(error.get("message"), ""))));
        }
        return error(
                call.requestId(),
                text(problem.get("code"), ProblemCode.INTERNAL.wireName()),
                text(problem.get("detail"), ProblemCode.INTERNAL.title()),
                errors);
    }

    @Override
    public byte[] unavailable(Call call) {
        return error(
                call.requestId(),
                ProblemCode.UNAVAILABLE.wireName(),
                "the service did not answer, try again",
                List.of());
    }

    /// What the rest of the API calls otherwise.
    private static String ownName(String field) {
        return field.equals("content") ? "text" : field;
    }

    private JsonNode problemIn(Answer answer) {
        try {
            JsonNode node = mapper.readValue(answer.body(), JsonNode.class);
            return node != null && node.isObject() ? node : JsonNode.nullNode();
        } catch (IOException _) {
            return JsonNode.nullNode();
        }
    }

    private static String text(@Nullable JsonNode node, String otherwise) {
        return node != null && node.isString() ? node.getStringValue() : otherwise;
    }

    private byte[] error(
            @Nullable String requestId, String code, String detail, List<FieldError> errors) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("action", "error");
            if (requestId != null) {
                out.writeFieldName("request_id");
                out.writeRawValue(requestId);
            }
            out.writeStringField("code", code);
            out.writeStringField("detail", detail);
            if (!errors.isEmpty()) {
                out.writeArrayFieldStart("errors");
                for (FieldError error : errors) {
                    out.writeStartObject();
                    out.writeStringField("field", error.field());
                    out.writeStringField("message", error.message());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }
}
