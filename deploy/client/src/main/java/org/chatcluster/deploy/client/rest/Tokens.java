package org.chatcluster.deploy.client.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/// The pair of tokens of one account. Thread-safe; one call to the server at a time, since two
/// refreshes at once look like a theft.
///
/// A refresh whose answer did not come is repeated under the key that it had, which gives the
/// answer of the first time.
public final class Tokens {
    private static final String LOGIN = "/api/v1/auth/login";
    private static final String REFRESH = "/api/v1/auth/refresh";

    private final ReentrantLock turn = new ReentrantLock();
    private final Rest rest;
    private final Account account;
    private String access = "";
    private String refresh = "";
    private String refreshKey = "";

    public Tokens(Rest rest, Account account) {
        this.rest = rest;
        this.account = account;
    }

    /// Returns an access token, and signs in for it if there is none.
    ///
    /// @throws NotNow if the server cannot say now
    /// @throws SignInRefused if the account is not taken
    public String access() {
        turn.lock();
        try {
            return access.isEmpty() ? login() : access;
        } finally {
            turn.unlock();
        }
    }

    /// Returns a newer access token than that one: refreshed, or by signing in again if that is
    /// refused.
    ///
    /// @throws NotNow if the server cannot say now
    /// @throws SignInRefused if the account is not taken
    public String newerThan(String stale) {
        turn.lock();
        try {
            if (!access.isEmpty() && !access.equals(stale)) {
                return access;
            }
            return refresh.isEmpty() ? login() : refreshed();
        } finally {
            turn.unlock();
        }
    }

    /// Forgets both tokens, so that the next call signs in, unless they are newer than that one.
    public void forget(String revoked) {
        turn.lock();
        try {
            if (access.equals(revoked)) {
                access = "";
                refresh = "";
            }
        } finally {
            turn.unlock();
        }
    }

    private String refreshed() {
        if (refreshKey.isEmpty()) {
            refreshKey = UUID.randomUUID().toString();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("refresh_token", refresh);
        RestAnswer answer = rest.post(REFRESH, body, Map.of("Idempotency-Key", refreshKey));
        if (answer.isSuccess()) {
            return take(answer);
        }
        if (answer.isForNow()) {
            throw new NotNow("refresh: " + answer.code(), answer.retryAfter());
        }
        return login();
    }

    private String login() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("email", account.name()).put("password", account.password());
        RestAnswer answer = rest.post(LOGIN, body, Map.of());
        if (answer.isSuccess()) {
            return take(answer);
        }
        if (answer.isForNow()) {
            throw new NotNow("login: " + answer.code(), answer.retryAfter());
        }
        throw new SignInRefused("login: " + answer.code());
    }

    private String take(RestAnswer answer) {
        access = answer.body().path("access_token").asText();
        refresh = answer.body().path("refresh_token").asText();
        refreshKey = "";
        return access;
    }
}
