package org.chatcluster.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordChangeIT {
    private static final String PATH = "/api/v1/users/me/password";

    private final ApiNode node = ApiNode.start(Map.of("chat.limit.logins-per-account", 3));

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void newPasswordEndsAllOtherLoginsAndKeepsThisOne() {
        Reply first = node.rest().register("Changer");
        Reply other = node.rest().login("changer", "password123");

        Reply changed = change(first, "password123", "another-password");

        assertThat(changed.status()).isEqualTo(204);
        assertThat(node.rest().get("/api/v1/users/me", first.bearer()).status()).isEqualTo(200);
        assertThat(node.rest().get("/api/v1/users/me", other.bearer()).status()).isEqualTo(401);
        assertThat(refresh(first).status()).isEqualTo(200);
        assertThat(refresh(other).field("code")).isEqualTo("refresh_token_invalid");
        assertThat(node.rest().login("changer", "password123").status()).isEqualTo(401);
        assertThat(node.rest().login("changer", "another-password").status()).isEqualTo(200);
    }

    @Test
    void wrongCurrentPasswordChangesNothingAndCountsAsAFailedLogin() {
        Reply login = node.rest().register("Guesser");

        Reply wrong = change(login, "not the password", "another-password");
        change(login, "not the password", "another-password");
        change(login, "not the password", "another-password");
        Reply limited = change(login, "password123", "another-password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.field("code")).isEqualTo("bad_credentials");
        assertThat(limited.field("code")).isEqualTo("rate_limited");
        assertThat(refresh(login).status()).isEqualTo(200);
    }

    @Test
    void badPasswordsAreRefused() {
        Reply login = node.rest().register("Careless");

        assertThat(change(login, "password123", "short").text()).contains("new_password");
        assertThat(node.rest().send("PUT", PATH, "{}", login.bearer()).text())
                .contains("current_password", "new_password");
        assertThat(node.rest().send("PUT", PATH, "{}").status()).isEqualTo(401);
    }

    private Reply change(Reply login, String current, String wanted) {
        return node.rest()
                .send(
                        "PUT",
                        PATH,
                        """
                        {"current_password": "%s", "new_password": "%s"}
                        """
                                .formatted(current, wanted),
                        login.bearer());
    }

    private Reply refresh(Reply login) {
        return node.rest()
                .post(
                        "/api/v1/auth/refresh",
                        "{\"refresh_token\": \"" + login.field("refresh_token") + "\"}");
    }
}
