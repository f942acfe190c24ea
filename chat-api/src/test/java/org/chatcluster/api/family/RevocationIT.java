package org.chatcluster.api.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two nodes on one database: what one revokes, the other refuses.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationIT {
    private final Map<String, Object> settings = ApiNode.settings(Map.of());
    private final ApiNode first = ApiNode.start(settings);
    private final ApiNode second = ApiNode.start(settings);

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void revokedTokenIsRefusedByEveryNodeWithinTwoSecondsAndStaysSo() {
        Reply login = first.rest().register("Revoked");
        assertThat(second.rest().get("/api/v1/users/me", login.bearer()).status()).isEqualTo(200);

        first.rest().post("/api/v1/auth/logout", "", login.bearer());

        assertThat(first.rest().get("/api/v1/users/me", login.bearer()).status()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(2))
                .until(() -> second.rest().get("/api/v1/users/me", login.bearer()).status() == 401);
        assertThat(second.rest().get("/api/v1/users/me", login.bearer()).field("code"))
                .isEqualTo("unauthorized");
    }

    @Test
    void nodeThatStartsLaterRefusesWhatWasRevokedBefore() {
        Reply login = first.rest().register("Earlier");
        first.rest().post("/api/v1/auth/logout", "", login.bearer());

        try (ApiNode third = ApiNode.start(settings)) {
            assertThat(third.rest().get("/api/v1/users/me", login.bearer()).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void familiesAreToldFromTheStartAndSinceACursor() {
        Reply before = revoked("Before");
        Reply start = first.rest().get("/internal/revoked-families");
        Reply after = revoked("After");

        Reply next = first.rest().get("/internal/revoked-families?after=" + start.field("after"));

        assertThat(start.text()).contains(family(before)).doesNotContain(family(after));
        assertThat(next.text()).contains(family(after));
        assertThat(Long.parseLong(next.field("after")))
                .isGreaterThan(Long.parseLong(start.field("after")));
        assertThat(first.rest().get("/internal/revoked-families?after=x").field("code"))
                .isEqualTo("invalid_input");
    }

    @RepeatedTest(5)
    void refreshThatRunsBesideALogoutLeavesNoUsablePair() throws Exception {
        Reply login = first.rest().login("anna", "demo12345");
        Reply other = first.rest().login("anna", "demo12345");
        String body = "{\"refresh_token\": \"" + login.field("refresh_token") + "\"}";

        List<Reply> pairs = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Reply> refresh = () -> second.rest().post("/api/v1/auth/refresh", body);
            Callable<Reply> logout =
                    () -> first.rest().post("/api/v1/auth/logout", body, other.bearer());
            threads.invokeAll(List.of(logout, refresh)).stream()
                    .map(Future::resultNow)
                    .filter(reply -> reply.status() == 200)
                    .forEach(pairs::add);
        }

        for (Reply pair : pairs) {
            String next = "{\"refresh_token\": \"" + pair.field("refresh_token") + "\"}";
            assertThat(first.rest().post("/api/v1/auth/refresh", next).status()).isEqualTo(401);
            await().atMost(Duration.ofSeconds(2))
                    .until(() ->
                            second.rest().get("/api/v1/users/me", pair.bearer()).status() == 401);
        }
    }

    private Reply revoked(String name) {
        Reply login = first.rest().register(name);
        first.rest().post("/api/v1/auth/logout", "", login.bearer());
        return login;
    }

    private static String family(Reply login) {
        String payload = login.field("access_token").split("\\.", -1)[1];
        String claims =
                new String(
                        java.util.Base64.getUrlDecoder().decode(payload),
                        java.nio.charset.StandardCharsets.UTF_8);
        int at = claims.indexOf("\"fam\":\"") + 7;
        return claims.substring(at, at + 36);
    }
}
