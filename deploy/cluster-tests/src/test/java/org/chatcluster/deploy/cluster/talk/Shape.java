package org.chatcluster.deploy.cluster.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.chatcluster.deploy.cluster.client.Json;

/// The fields that an object of the contract has, all of them and no other, and what each may be.
record Shape(Map<String, Predicate<JsonNode>> fields) {
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    static final Predicate<JsonNode> ID =
            value -> value.isIntegralNumber() && value.longValue() > 0;
    static final Predicate<JsonNode> NUMBER =
            value -> value.isIntegralNumber() && value.longValue() >= 0;
    static final Predicate<JsonNode> TEXT = value -> value.isTextual() && !value.asText().isEmpty();
    static final Predicate<JsonNode> YES_OR_NO = JsonNode::isBoolean;
    static final Predicate<JsonNode> NULL = JsonNode::isNull;
    static final Predicate<JsonNode> ANYTHING = value -> !value.isMissingNode();
    static final Predicate<JsonNode> TIME = value -> matches(TIMESTAMP, value);
    static final Predicate<JsonNode> TIME_OR_NULL = value -> value.isNull() || TIME.test(value);
    static final Predicate<JsonNode> UUID_TEXT = value -> matches(UUID, value);

    static final Shape PARTICIPANT =
            of("id", ID)
                    .and("uuid", UUID_TEXT)
                    .and("email", TEXT)
                    .and("display_name", TEXT)
                    .and("tag", TEXT)
                    .and("avatar_url", NULL)
                    .and("created_at", TIME);

    static final Shape STRANGER = PARTICIPANT.and("email", NULL);

    static final Shape ACCOUNT = PARTICIPANT.and("role", TEXT);

    static final Shape LOGIN =
            of("access_token", TEXT)
                    .and("refresh_token", TEXT)
                    .and("token_type", value -> value.asText().equals("bearer"))
                    .and("expires_in", value -> value.isIntegralNumber() && value.intValue() >= 900)
                    .and("user", ACCOUNT::holdsFor);

    static final Shape ORIGIN =
            of("message_id", ID)
                    .and("chat_id", ID)
                    .and("author_id", ID)
                    .and("author_name", TEXT)
                    .and("ts", TIME);

    static final Shape REACTION =
            of("emoji", TEXT)
                    .and("count", ID)
                    .and("user_ids", value -> Json.elements(value).stream().allMatch(ID));

    static final Shape MESSAGE =
            of("id", ID)
                    .and("chat_id", ID)
                    .and("seq", ID)
                    .and("change_seq", ID)
                    .and("author_id", ID)
                    .and("author_uuid", UUID_TEXT)
                    .and("type", TEXT)
                    .and("content", JsonNode::isTextual)
                    .and("payload", ANYTHING)
                    .and("ts", TIME)
                    .and("edited_at", TIME_OR_NULL)
                    .and("deleted_at", TIME_OR_NULL)
                    .and("reply_to_id", value -> value.isNull() || ID.test(value))
                    .and("forwarded_from", value -> value.isNull() || ORIGIN.holdsFor(value))
                    .and("client_id", value -> value.isNull() || TEXT.test(value))
                    .and("read_by_all", YES_OR_NO)
                    .and("reactions", value -> value.isArray() && REACTION.holdForAll(value))
                    .and("mentions", value -> Json.elements(value).stream().allMatch(ID))
                    .and("pinned_at", TIME_OR_NULL);

    static final Shape CHAT =
            of("id", ID)
                    .and("title", TEXT)
                    .and("is_group", YES_OR_NO)
                    .and("type", value -> value.asText().matches("direct|group"))
                    .and("created_at", TIME)
                    .and("created_by", ID)
                    .and("participants", value -> value.isArray() && !value.isEmpty())
                    .and("participants_count", ID)
                    .and("last_message", value -> value.isNull() || MESSAGE.holdsFor(value))
                    .and("unread_count", NUMBER)
                    .and("seq", NUMBER)
                    .and("last_read_seq", NUMBER)
                    .and("unread_mentions", NUMBER)
                    .and("avatar_url", NULL)
                    .and("muted_until", value -> value.isNull() || TIME.test(value))
                    .and("pinned_at", value -> value.isNull() || TIME.test(value))
                    .and("my_role", value -> value.asText().matches("member|admin"));

    static final Shape GROUP_CHANGE =
            of("id", ID)
                    .and("title", TEXT)
                    .and("is_group", YES_OR_NO)
                    .and("type", value -> value.asText().equals("group"))
                    .and("created_at", TIME)
                    .and("created_by", ID)
                    .and("participants_count", ID)
                    .and("seq", ID)
                    .and("avatar_url", NULL);

    static final Shape ADDED =
            of("chat_id", ID)
                    .and("seq", ID)
                    .and("user_ids", value -> value.isArray() && !value.isEmpty())
                    .and("users", value -> value.isArray() && PARTICIPANT.holdsFor(value.get(0)))
                    .and("participants_count", ID)
                    .and("added_by", ID);

    static final Shape REMOVED =
            of("chat_id", ID).and("user_id", ID).and("seq", ID).and("removed_by", ID);

    static final Shape DELETED = of("chat_id", ID).and("seq", NUMBER);

    static final Shape MEMBER =
            of("user", PARTICIPANT::holdsFor)
                    .and("is_creator", YES_OR_NO)
                    .and("role", value -> value.asText().matches("member|admin"))
                    .and("joined_at", TIME)
                    .and("last_read_seq", NUMBER)
                    .and("online", YES_OR_NO);

    static final Shape READ_STATE =
            of("chat_id", ID).and("last_read_seq", NUMBER).and("unread_count", NUMBER);

    Shape {
        fields = Map.copyOf(fields);
    }

    static Shape of(String field, Predicate<JsonNode> kind) {
        return new Shape(Map.of(field, kind));
    }

    Shape and(String field, Predicate<JsonNode> kind) {
        Map<String, Predicate<JsonNode>> more = new LinkedHashMap<>(fields);
        more.put(field, kind);
        return new Shape(more);
    }

    /// Returns the object, once it has been found to have this shape.
    JsonNode check(JsonNode object) {
        assertThat(object.properties().stream().map(Map.Entry::getKey).toList())
                .as("fields of %s", object)
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(fields.keySet()));
        fields.forEach((name, kind) ->
                assertThat(kind.test(object.get(name))).as("%s of %s", name, object).isTrue());
        return object;
    }

    /// Checks every element.
    JsonNode checkAll(JsonNode array) {
        Json.elements(array).forEach(this::check);
        return array;
    }

    private boolean holdForAll(JsonNode array) {
        checkAll(array);
        return true;
    }

    private boolean holdsFor(JsonNode object) {
        check(object);
        return true;
    }

    private static boolean matches(Pattern pattern, JsonNode value) {
        return value.isTextual() && pattern.matcher(value.asText()).matches();
    }
}
