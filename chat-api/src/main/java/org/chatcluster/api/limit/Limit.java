package org.chatcluster.api.limit;

/// What is limited. The name stands in Redis keys, so it never changes its meaning.
public enum Limit {
    LOGIN_ACCOUNT("login-account"),
    LOGIN_ADDRESS("login-address"),
    REGISTER_ACCOUNT("register-account"),
    REGISTER_ADDRESS("register-address");

    private final String keyName;

    Limit(String keyName) {
        this.keyName = keyName;
    }

    String keyName() {
        return keyName;
    }

    int perMinute(LimitConfig config) {
        return switch (this) {
            case LOGIN_ACCOUNT -> config.loginsPerAccount();
            case LOGIN_ADDRESS -> config.loginsPerAddress();
            case REGISTER_ACCOUNT -> config.registrationsPerAccount();
            case REGISTER_ADDRESS -> config.registrationsPerAddress();
        };
    }
}
