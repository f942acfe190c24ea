package org.chatcluster.deploy.client.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TokensTest {
    private final FakeRest rest = new FakeRest();
    private final Tokens tokens = new Tokens(rest, new Account("anna", "secret"));

    @Test
    void firstUseSignsInAndLaterOnesDoNot() {
        rest.answer(200, pair("a1", "r1"));

        assertThat(tokens.access()).isEqualTo("a1");
        assertThat(tokens.access()).isEqualTo("a1");
        assertThat(rest.asked()).hasSize(1);
    }

    @Test
    void tokenIsRefreshedOnceForAllWhoFindItStale() {
        rest.answer(200, pair("a1", "r1")).answer(200, pair("a2", "r2"));
        tokens.access();

        assertThat(tokens.newerThan("a1")).isEqualTo("a2");
        assertThat(tokens.newerThan("a1")).isEqualTo("a2");
        assertThat(rest.asked()).hasSize(2);
    }

    @Test
    void refreshWithoutAnAnswerIsRepeatedUnderItsKey() {
        rest.answer(200, pair("a1", "r1")).answer(0, "").answer(200, pair("a2", "r2"));
        tokens.access();

        assertThatThrownBy(() -> tokens.newerThan("a1")).isInstanceOf(NotNow.class);
        assertThat(tokens.newerThan("a1")).isEqualTo("a2");

        assertThat(rest.asked().get(1)).isEqualTo(rest.asked().get(2));
        assertThat(rest.asked().get(1).headers()).containsKey("Idempotency-Key");
    }

    @Test
    void refusedRefreshSignsInAgain() {
        rest.answer(200, pair("a1", "r1"))
                .answer(401, "{\"code\": \"refresh_token_invalid\"}")
                .answer(200, pair("b1", "s1"));
        tokens.access();

        assertThat(tokens.newerThan("a1")).isEqualTo("b1");
    }

    @Test
    void forgottenTokensLeadToALogin() {
        rest.answer(200, pair("a1", "r1")).answer(200, pair("b1", "s1"));
        tokens.access();

        tokens.forget("a1");

        assertThat(tokens.access()).isEqualTo("b1");
        assertThat(rest.asked().getLast().path()).endsWith("/login");
    }

    @Test
    void badPasswordIsFinal() {
        rest.answer(401, "{\"code\": \"bad_credentials\"}");

        assertThatThrownBy(tokens::access)
                .isInstanceOf(SignInRefused.class)
                .hasMessageContaining("bad_credentials");
    }

    private static String pair(String access, String refresh) {
        return "{\"access_token\": \"%s\", \"refresh_token\": \"%s\"}".formatted(access, refresh);
    }
}
