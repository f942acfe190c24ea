package org.chatcluster.api.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.RecordingOutbox;
import org.chatcluster.api.node.Reply;
import org.chatcluster.api.token.Bearer;
import org.chatcluster.common.token.AccessClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenFamiliesIT {
    private final ApiNode node = ApiNode.start(Map.of("test.outbox", "recording"));

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void refreshGivesANewPair() {
        Reply first = node.rest().register("Refresher");

        Reply second = refresh(first.field("refresh_token"));
        Reply third = refresh(second.field("refresh_token"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.field("token_type")).isEqualTo("bearer");
        assertThat(third.field("expires_in")).isEqualTo("900");
        assertThat(node.rest().get("/api/v1/users/me", third.bearer()).status()).isEqualTo(200);
    }

    @Test
    void secondUseRevokesTheFamilyAndClosesItsSockets() {
        Reply first = node.rest().register("Reuser");
        Reply second = refresh(first.field("refresh_token"));

        Reply reused = refresh(first.field("refresh_token"));
        Reply heir = refresh(second.field("refresh_token"));

        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.field("code")).isEqualTo("refresh_token_reused");
        assertThat(heir.status()).isEqualTo(401);
        assertThat(heir.field("code")).isEqualTo("refresh_token_invalid");
        assertThat(revocationsOf(first)).hasSize(1).allMatch(e -> e.contains("{\"families\":[\""));
    }

    @Test
    void secondUseLeavesOtherLoginsAlone() {
        Reply first = node.rest().register("TwoLogins");
        Reply other = node.rest().login("twologins", "password123");
        refresh(first.field("refresh_token"));

        refresh(first.field("refresh_token"));

        assertThat(refresh(other.field("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void oneOfTwoParallelRefreshesWins() throws Exception {
        Reply first = node.rest().register("Racer");

        List<Reply> replies;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Reply> call = () -> refresh(first.field("refresh_token"));
            replies =
                    threads.invokeAll(List.of(call, call)).stream().map(Future::resultNow).toList();
        }

        assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(200, 401);
        Reply loser = replies.get(replies.get(0).status() == 401 ? 0 : 1);
        assertThat(loser.field("code")).isEqualTo("refresh_token_reused");
    }

    @Test
    void refreshWithAnIdempotencyKeyCanBeRepeated() {
        String token = node.rest().register("Repeater").field("refresh_token");
        String body = "{\"refresh_token\": \"" + token + "\"}";

        Reply first = node.rest().post("/api/v1/auth/refresh", body, "Idempotency-Key", "rk");
        Reply again = node.rest().post("/api/v1/auth/refresh", body, "Idempotency-Key", "rk");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void logoutEndsThisLoginOnly() {
        Reply first = node.rest().register("Leaver");
        Reply other = node.rest().login("leaver", "password123");

        Reply logout = node.rest().post("/api/v1/auth/logout", "", first.bearer());

        assertThat(logout.status()).isEqualTo(204);
        assertThat(logout.text()).isEmpty();
        assertThat(refresh(first.field("refresh_token")).field("code"))
                .isEqualTo("refresh_token_invalid");
        assertThat(refresh(other.field("refresh_token")).status()).isEqualTo(200);
        assertThat(revocationsOf(first)).hasSize(1);
    }

    @Test
    void logoutEndsTheFamilyOfTheGivenToken() {
        Reply first = node.rest().register("Remote");
        Reply other = node.rest().login("remote", "password123");
        String body = "{\"refresh_token\": \"" + other.field("refresh_token") + "\"}";

        Reply logout = node.rest().post("/api/v1/auth/logout", body, first.bearer());

        assertThat(logout.status()).isEqualTo(204);
        assertThat(refresh(other.field("refresh_token")).status()).isEqualTo(401);
        assertThat(refresh(first.field("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void logoutOfSomebodyElseIsRefused() {
        Reply victim = node.rest().register("Victim");
        Reply other = node.rest().register("Attacker");
        String body = "{\"refresh_token\": \"" + victim.field("refresh_token") + "\"}";

        Reply logout = node.rest().post("/api/v1/auth/logout", body, other.bearer());

        assertThat(logout.status()).isEqualTo(401);
        assertThat(refresh(victim.field("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void logoutOfAllEndsEveryLogin() {
        Reply first = node.rest().register("Everywhere");
        Reply other = node.rest().login("everywhere", "password123");

        Reply logout = node.rest().post("/api/v1/auth/logout?all=true", "", first.bearer());

        assertThat(logout.status()).isEqualTo(204);
        assertThat(Stream.of(first, other).map(r -> refresh(r.field("refresh_token")).status()))
                .containsExactly(401, 401);
        assertThat(revocationsOf(first)).hasSize(1);
    }

    @Test
    void loginBeyondAHundredEndsTheOldest() {
        Reply first = node.rest().register("Collector");
        Reply second = node.rest().login("collector", "password123");
        Bearer bearer =
                new Bearer(
                        Long.parseLong(first.field("user.id")),
                        UUID.fromString(first.field("user.uuid")),
                        AccessClaims.Role.USER);
        TokenFamilies families = node.bean(TokenFamilies.class);

        IntStream.range(0, 99).forEach(_ -> families.start(bearer));

        assertThat(refresh(first.field("refresh_token")).status()).isEqualTo(401);
        assertThat(node.rest().get("/api/v1/users/me", first.bearer()).status()).isEqualTo(401);
        assertThat(refresh(second.field("refresh_token")).status()).isEqualTo(200);
        assertThat(revocationsOf(first)).hasSize(1);
    }

    @Test
    void ticketIsGivenForASocket() {
        Reply first = node.rest().register("Ticketed");

        Reply ticket = node.rest().post("/api/v1/auth/ws-ticket", "", first.bearer());

        assertThat(ticket.status()).isEqualTo(200);
        assertThat(ticket.field("ticket")).hasSize(43);
        assertThat(ticket.field("expires_in")).isEqualTo("30");
        assertThat(node.rest().post("/api/v1/auth/ws-ticket", "").status()).isEqualTo(401);
    }

    private Reply refresh(String token) {
        return node.rest().post("/api/v1/auth/refresh", "{\"refresh_token\": \"" + token + "\"}");
    }

    private List<String> revocationsOf(Reply login) {
        String user = "sessions.revoked 0 [" + login.field("user.id") + "] ";
        return node.bean(RecordingOutbox.class).events().stream()
                .filter(event -> event.startsWith(user))
                .toList();
    }
}
