package org.chatcluster.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Reply;
import org.chatcluster.common.problem.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final String REGISTER = "/api/v1/auth/register";
    private static final String LONG_NAME = "x".repeat(101);

    private final ApiNode node = ApiNode.start(Map.of("test.outbox", "recording"));
    private final Reply login = node.rest().login("anna", "demo12345");

    @AfterAll
    void stop() {
        node.close();
    }

    private record Case(String path, String body, int status, String code, String fields) {}

    @TestFactory
    Stream<DynamicTest> badBodiesAreRefusedWithTheirFields() {
        return Stream.of(
                        unreadable("", "body"),
                        unreadable("{", "body"),
                        unreadable("[]", "body"),
                        unreadable("null", "body"),
                        unreadable("\"text\"", "body"),
                        unreadable("17", "body"),
                        unreadable(body("{}", "'password1'", "'Name'"), "email"),
                        unreadable(body("['a@b.cd', 'b@b.cd']", "'password1'", "'Name'"), "email"),
                        unreadable(body("'a@b.cd'", "'password1'", "{'a':1}"), "display_name"),
                        invalid("{}", "display_name,email,password"),
                        invalid(body("null", "'password1'", "'Name'"), "email"),
                        invalid(body("'a@b.cd'", "'password1'", "null"), "display_name"),
                        invalid(body("'no address'", "'password1'", "'Name'"), "email"),
                        invalid(body("''", "'password1'", "'Name'"), "email"),
                        invalid(body("'a@b.cd'", "'short'", "'Name'"), "password"),
                        invalid(
                                body("'a@b.cd'", "'" + "p".repeat(129) + "'", "'Name'"),
                                "password"),
                        invalid(body("'a@b.cd'", "'password1'", "'   '"), "display_name"),
                        invalid(
                                body("'a@b.cd'", "'password1'", "'" + LONG_NAME + "'"),
                                "display_name"),
                        invalid(body("'a@b.cd'", "'password1'", "'a\\u0000b'"), "display_name"),
                        invalid(body("'a@b.cd'", "'password1'", "'a\\ud800b'"), "display_name"),
                        invalid(body("'a\\u0000@b.cd'", "'password1'", "'Name'"), "email"),
                        invalid(body("'a@b.cd'", "'pass\\u0000word1'", "'Name'"), "password"),
                        invalid(
                                body("'a@b.cd'", "'password1'", "'Name', 'tag': 'no spaces'"),
                                "tag"),
                        new Case(
                                "/api/v1/auth/refresh",
                                "{}",
                                422,
                                "invalid_input",
                                "refresh_token"),
                        new Case(
                                "/api/v1/auth/refresh",
                                "{\"refresh_token\": \"x\"}",
                                401,
                                "refresh_token_invalid",
                                ""),
                        new Case(
                                "/api/v1/auth/login", "{}", 422, "invalid_input", "email,password"))
                .map(bad -> DynamicTest.dynamicTest(bad.path + " " + bad.body, () -> check(bad)));
    }

    private void check(Case bad) {
        Reply reply = node.rest().post(bad.path, bad.body, "Content-Type", "application/json");

        assertProblem(reply, bad.status, bad.code);
        assertThat(fieldsOf(reply)).as(reply.text()).isEqualTo(bad.fields);
    }

    @Test
    void framework404IsAProblem() {
        assertProblem(node.rest().get("/api/v1/nothing"), 404, "not_found");
        assertProblem(node.rest().get("/api/v1/nothing", login.bearer()), 404, "not_found");
        assertProblem(node.rest().get("/docs/nothing.js"), 404, "not_found");
    }

    @Test
    void wrongMethodIsAProblem() {
        Reply reply = node.rest().send("DELETE", "/api/v1/users/me", "", login.bearer());

        assertProblem(reply, 405, "method_not_allowed");
    }

    @Test
    void wrongContentTypeIsAProblem() {
        Reply reply = node.rest().post(REGISTER, "<a/>", "Content-Type", "application/xml");

        assertProblem(reply, 415, "unsupported_media_type");
    }

    @Test
    void wrongAcceptIsAProblem() {
        Reply reply = node.rest().post(REGISTER, "{}", "Accept", "image/png");

        assertProblem(reply, 406, "not_acceptable");
    }

    @Test
    void tooLargeBodyIsAProblem() {
        Reply reply = node.rest().post(REGISTER, "{\"email\": \"" + "x".repeat(1_100_000) + "\"}");

        assertProblem(reply, 413, "payload_too_large");
    }

    @Test
    void missingParameterIsAProblemWithItsField() {
        Reply reply = node.rest().get("/api/v1/users/search", login.bearer());

        assertProblem(reply, 400, "bad_request");
        assertThat(fieldsOf(reply)).isEqualTo("tag");
    }

    @Test
    void tagsThatCanNotExistAreNotFound() {
        for (String tag : new String[] {"", "%00", "%20", "a".repeat(500), "%D1%8F", "a'b"}) {
            Reply reply = node.rest().get("/api/v1/users/search?tag=" + tag, login.bearer());

            assertThat(reply.status()).as(tag).isIn(400, 404);
        }
    }

    @Test
    void missingTokenIsAProblemThatNamesTheScheme() {
        Reply reply = node.rest().get("/api/v1/users/me");

        assertProblem(reply, 401, "unauthorized");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void browsersGetProblemsToo() {
        Reply reply = node.rest().get("/api/v1/users/me", "Accept", "text/html,*/*;q=0.8");

        assertProblem(reply, 401, "unauthorized");
    }

    @Test
    void malformedIdempotencyKeyIsAProblem() {
        Reply reply = node.rest().register("Malformed", "Idempotency-Key", "k".repeat(201));

        assertProblem(reply, 400, "bad_request");
        assertThat(fieldsOf(reply)).isEqualTo("Idempotency-Key");
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith(Problem.MEDIA_TYPE);
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
        assertThat(reply.field("code")).isEqualTo(code);
        assertThat(reply.field("status")).isEqualTo(Integer.toString(status));
        assertThat(reply.field("type")).isEqualTo("about:blank");
        assertThat(reply.field("title")).isNotEmpty();
        assertThat(reply.field("detail"))
                .doesNotContain("micronaut", "org.chatcluster", "java.", "Exception", "[");
    }

    private static String fieldsOf(Reply reply) {
        var errors = reply.json().get("errors");
        StringBuilder fields = new StringBuilder();
        if (errors != null) {
            for (var error : errors.values()) {
                var field = error.get("field");
                fields.append(fields.isEmpty() ? "" : ",")
                        .append(field == null ? "?" : field.getStringValue());
            }
        }
        return fields.toString();
    }

    private static Case unreadable(String body, String fields) {
        return new Case(REGISTER, body, 400, "bad_request", fields);
    }

    private static Case invalid(String body, String fields) {
        return new Case(REGISTER, body, 422, "invalid_input", fields);
    }

    private static String body(String email, String password, String displayName) {
        return "{'email': %s, 'password': %s, 'display_name': %s}"
                .formatted(email, password, displayName)
                .replace('\'', '"');
    }
}
