package org.chatcluster.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgesIT {
    private static final String ORIGIN = "http://localhost:5173";

    private final ApiNode node = ApiNode.start(Map.of("test.outbox", "recording"));

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void corsHeadersStandOnRefusals() {
        Reply head = node.rest().send("HEAD", "/api/v1/users/me", "", "Origin", ORIGIN);
        Reply get = node.rest().get("/api/v1/users/me", "Origin", ORIGIN);
        Reply missing = node.rest().get("/api/v1/nothing", "Origin", ORIGIN);
        Reply bad = node.rest().post("/api/v1/auth/register", "{", "Origin", ORIGIN);

        assertThat(head.status()).isEqualTo(401);
        for (Reply reply : new Reply[] {head, get, missing, bad}) {
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        }
    }

    @Test
    void pagesOfOtherSitesMayCallTheDemo() {
        Reply login = node.rest().login("anna", "demo12345", "Origin", "https://elsewhere.example");
        Reply preflight =
                node.rest()
                        .send(
                                "OPTIONS",
                                "/api/v1/users/me",
                                "",
                                "Origin",
                                "https://elsewhere.example",
                                "Access-Control-Request-Method",
                                "GET",
                                "Access-Control-Request-Headers",
                                "authorization,idempotency-key");

        assertThat(login.status()).isEqualTo(200);
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("idempotency-key");
    }

    @Test
    void headAnswersAsGetWithoutABody() {
        Reply login = node.rest().login("anna", "demo12345");

        Reply head = node.rest().send("HEAD", "/api/v1/users/me", "", login.bearer());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
    }

    @Test
    void rootLeadsToTheDocuments() {
        Reply root = node.rest().get("/");
        Reply docs = node.rest().get("/docs");
        Reply openapi = node.rest().get("/openapi.yml");

        assertThat(root.status()).isEqualTo(302);
        assertThat(root.header("Location")).isEqualTo("/docs");
        assertThat(docs.status()).isEqualTo(200);
        assertThat(docs.header("Content-Type")).startsWith("text/html");
        assertThat(openapi.status()).isEqualTo(200);
        assertThat(openapi.text()).contains("/api/v1/auth/register", "display_name");
    }

    @Test
    void documentsNeedNothingFromOutside() {
        Reply docs = node.rest().get("/docs");

        assertThat(docs.text()).doesNotContainPattern("(src|href)=['\"]https?://");
        Matcher asset = Pattern.compile("\"(/docs/res/[^\"]+\\.\\w+)\"").matcher(docs.text());
        int assets = 0;
        while (asset.find()) {
            assertThat(node.rest().get(asset.group(1)).status()).as(asset.group(1)).isEqualTo(200);
            assets++;
        }
        assertThat(assets).isPositive();
        Matcher document = Pattern.compile("['\"](/[^'\"]+\\.yml)['\"]").matcher(docs.text());
        assertThat(document.find()).isTrue();
        assertThat(node.rest().get(document.group(1)).status()).isEqualTo(200);
    }

    @Test
    void saneRequestIdComesBack() {
        Reply sane = node.rest().get("/api/v1/users/me", "X-Request-Id", "abc-123");
        Reply odd = node.rest().get("/api/v1/users/me", "X-Request-Id", "a b\tc");

        assertThat(sane.header("X-Request-Id")).isEqualTo("abc-123");
        assertThat(odd.header("X-Request-Id")).matches("[A-Za-z0-9_-]{16}");
    }

    @Test
    void publicKeysAreServedAndNothingPrivate() {
        Reply keys = node.rest().get("/.well-known/jwks.json");

        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.text())
                .contains("\"kty\":\"RSA\"", "\"kid\"", "\"n\"")
                .doesNotContain("\"d\"");
    }

    @Test
    void healthAnswers() {
        assertThat(node.rest().get("/health/liveness").status()).isEqualTo(200);
        assertThat(node.rest().get("/health/readiness").status()).isEqualTo(200);
    }
}
