package org.chatcluster.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.node.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlockedUsersIT {
    private final ApiNode node = ApiNode.start();
    private final String[] admin = node.rest().login("admin", "admin123").bearer();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void blockedUserIsShutOutAtOnceAndComesBackAfterwards() {
        Reply login = node.rest().register("Blocked");

        Reply block = node.rest().post(path(login, "block"), "", admin);

        assertThat(block.status()).isEqualTo(204);
        assertThat(node.rest().get("/api/v1/users/me", login.bearer()).status()).isEqualTo(401);
        assertBlocked(refresh(login));
        assertBlocked(node.rest().login("blocked", "password123"));
        assertThat(node.rest().login("blocked", "wrong password").field("code"))
                .isEqualTo("bad_credentials");
        assertThat(node.rest().post(path(login, "block"), "", admin).status()).isEqualTo(204);

        assertThat(node.rest().post(path(login, "unblock"), "", admin).status()).isEqualTo(204);
        Reply back = node.rest().login("blocked", "password123");
        assertThat(node.rest().get("/api/v1/users/me", back.bearer()).status()).isEqualTo(200);
        assertThat(refresh(login).field("code")).isEqualTo("refresh_token_invalid");
    }

    @Test
    void nobodyButAnAdministratorMayBlock() {
        Reply victim = node.rest().register("Victim");
        Reply other = node.rest().register("Other");

        for (String verb : new String[] {"block", "unblock"}) {
            Reply reply = node.rest().post(path(victim, verb), "", other.bearer());

            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.field("code")).isEqualTo("admin_only");
            assertThat(node.rest().post(path(victim, verb), "").status()).isEqualTo(401);
        }
        assertThat(refresh(victim).status()).isEqualTo(200);
    }

    @Test
    void strangersAndOneselfCannotBeBlocked() {
        String self = node.rest().get("/api/v1/users/me", admin).field("id");

        Reply nobody = node.rest().post("/api/v1/admin/users/999999/block", "", admin);
        Reply oneself = node.rest().post("/api/v1/admin/users/" + self + "/block", "", admin);

        assertThat(nobody.field("code")).isEqualTo("not_found");
        assertThat(oneself.field("code")).isEqualTo("invalid_input");
        assertThat(node.rest().get("/api/v1/users/me", admin).status()).isEqualTo(200);
    }

    private static String path(Reply login, String verb) {
        return "/api/v1/admin/users/" + login.field("user.id") + "/" + verb;
    }

    private Reply refresh(Reply login) {
        return node.rest()
                .post(
                        "/api/v1/auth/refresh",
                        "{\"refresh_token\": \"" + login.field("refresh_token") + "\"}");
    }

    private static void assertBlocked(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(403);
        assertThat(reply.field("code")).isEqualTo("account_blocked");
    }
}
