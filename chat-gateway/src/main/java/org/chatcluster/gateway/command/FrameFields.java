package org.chatcluster.gateway.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chatcluster.common.problem.Problem.FieldError;
import org.chatcluster.gateway.command.Command.Refused;
import org.jspecify.annotations.Nullable;

/// The fields of one client frame, taken by name and type; what is wrong with them gathers in
/// `errors`. A field that is null counts as absent.
public final class FrameFields {
    private static final int LONGEST_REQUEST_ID = 64;

    /// A JSON value as it is written.
    private record Json(JsonToken kind, String text) {}

    private final Map<String, Json> fields;
    private final List<FieldError> errors = new ArrayList<>();

    private FrameFields(Map<String, Json> fields) {
        this.fields = fields;
    }

    /// Reads a frame.
    ///
    /// @throws IOException if it is not one JSON object
    public static FrameFields read(byte[] frame) throws IOException {
        try (JsonParser parser = FrameJson.FACTORY.createParser(frame)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            Map<String, Json> fields = HashMap.newHashMap(8);
            for (String name = parser.nextFieldName();
                    name != null;
                    name = parser.nextFieldName()) {
                JsonToken kind = parser.nextToken();
                if (kind != JsonToken.VALUE_NULL) {
                    fields.put(name, new Json(kind, text(frame, parser, kind)));
                } else {
                    fields.remove(name);
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than an object");
            }
            return new FrameFields(fields);
        }
    }

    private static String text(byte[] frame, JsonParser parser, JsonToken kind) throws IOException {
        if (!kind.isStructStart()) {
            return parser.getText();
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        return new String(frame, start, end - start, StandardCharsets.UTF_8);
    }

    /// Returns the JSON text of `request_id`, or null if there is none or it is refused.
    public @Nullable String requestId() {
        Json id = fields.get("request_id");
        if (id == null) {
            return null;
        }
        boolean named = id.kind == JsonToken.VALUE_STRING || id.kind.isNumeric();
        if (!named || id.text.length() > LONGEST_REQUEST_ID) {
            refuse("request_id", "must be a string or a number of at most 64 characters");
            return null;
        }
        return id.kind.isNumeric() ? id.text : quoted(id.text);
    }

    /// Returns a string, or null if it is absent or refused.
    public @Nullable String string(String name) {
        Json value = fields.get(name);
        if (value == null || value.kind == JsonToken.VALUE_STRING) {
            return value == null ? null : value.text;
        }
        refuse(name, "must be a string");
        return null;
    }

    /// Returns a whole number above zero, or null if it is absent or refused.
    @Nullable Long number(String name) {
        Json value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value.kind == JsonToken.VALUE_NUMBER_INT && value.text.length() <= 18) {
            long number = Long.parseLong(value.text);
            if (number > 0) {
                return number;
            }
        }
        refuse(name, "must be a whole number above 0");
        return null;
    }

    /// Returns an id, which may be written as a string too, or null if it is absent or refused.
    public @Nullable Long id(String name) {
        Json value = fields.get(name);
        if (value != null
                && value.kind == JsonToken.VALUE_STRING
                && value.text.matches("[1-9][0-9]{0,17}")) {
            return Long.parseLong(value.text);
        }
        return number(name);
    }

    /// Returns an array of strings as JSON text, or null if it is absent or refused.
    public @Nullable String strings(String name) {
        Json value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value.kind == JsonToken.START_ARRAY && areStrings(value.text)) {
            return value.text;
        }
        refuse(name, "must be an array of strings");
        return null;
    }

    private static boolean areStrings(String array) {
        try (JsonParser parser = FrameJson.FACTORY.createParser(array)) {
            parser.nextToken();
            JsonToken next = parser.nextToken();
            while (next == JsonToken.VALUE_STRING) {
                next = parser.nextToken();
            }
            return next == JsonToken.END_ARRAY;
        } catch (IOException _) {
            return false;
        }
    }

    /// Returns whether a field is true; false if it is absent or refused.
    boolean flag(String name) {
        Json value = fields.get(name);
        if (value != null && !value.kind.isBoolean()) {
            refuse(name, "must be true or false");
        }
        return value != null && value.kind == JsonToken.VALUE_TRUE;
    }

    /// Returns an object from ids to seqs, or null if it is absent or refused.
    @Nullable Map<Long, Long> seqs(String name) {
        Json value = fields.get(name);
        if (value == null) {
            return null;
        }
        try (JsonParser parser = FrameJson.FACTORY.createParser(value.text)) {
            if (value.kind == JsonToken.START_OBJECT && parser.nextToken() != null) {
                return seqs(parser);
            }
        } catch (IOException | NumberFormatException _) {
            // Refused below.
        }
        refuse(name, "must be an object of chat ids and the last seq of each, 0 or above");
        return null;
    }

    /// Reads an object from ids to seqs, whose start the parser is at.
    static Map<Long, Long> seqs(JsonParser parser) throws IOException {
        Map<Long, Long> seqs = new HashMap<>();
        for (String id = parser.nextFieldName(); id != null; id = parser.nextFieldName()) {
            long chat = Long.parseLong(id);
            boolean whole = parser.nextToken() == JsonToken.VALUE_NUMBER_INT;
            if (!whole || chat < 1 || parser.getLongValue() < 0) {
                throw new IOException("no id or no seq");
            }
            seqs.put(chat, parser.getLongValue());
        }
        return seqs;
    }

    /// Returns different ids in their order, or null if they are absent or refused.
    @Nullable Set<Long> ids(String name, int most) {
        Json value = fields.get(name);
        if (value == null) {
            return null;
        }
        Set<Long> ids = new LinkedHashSet<>();
        try (JsonParser parser = FrameJson.FACTORY.createParser(value.text)) {
            boolean array =
                    value.kind == JsonToken.START_ARRAY
                            && parser.nextToken() == JsonToken.START_ARRAY;
            while (array && parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                ids.add(parser.getLongValue());
            }
            boolean whole = array && parser.currentToken() == JsonToken.END_ARRAY;
            if (whole && ids.size() <= most && ids.stream().allMatch(id -> id > 0)) {
                return ids;
            }
        } catch (IOException _) {
            // Refused below.
        }
        refuse(name, "must be an array of ids, " + most + " at most");
        return null;
    }

    /// Returns the JSON text of any value, or null if it is absent.
    @Nullable String json(String name) {
        Json value = fields.get(name);
        if (value == null) {
            return null;
        }
        return value.kind == JsonToken.VALUE_STRING ? quoted(value.text) : value.text;
    }

    /// Refuses the frame unless the value is there, or was refused already.
    public void require(String name, @Nullable Object value) {
        if (value == null && !fields.containsKey(name)) {
            refuse(name, "must be given");
        }
    }

    void refuse(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    /// Returns what was refused so far.
    public List<FieldError> errors() {
        return errors;
    }

    /// Returns the command that the fields ask for, or, if one was refused, how it is.
    public Command checked(Command command) {
        return errors.isEmpty() ? command : Refused.invalid(command.requestId(), errors);
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
