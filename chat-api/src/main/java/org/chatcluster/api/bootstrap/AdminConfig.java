package org.chatcluster.api.bootstrap;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import org.jspecify.annotations.Nullable;

/// The first admin, made at start if nobody has the e-mail address.
///
/// @param email given together with the password
/// @param password 8 to 128 characters
@ConfigurationProperties("chat.admin")
public record AdminConfig(@Nullable String email, @Nullable String password) {
    /// The demo's password, which everybody knows.
    static final String DEMO_PASSWORD = "admin123";

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;

    public AdminConfig {
        if ((email == null) != (password == null)) {
            throw new ConfigurationException(
                    "chat.admin.email and chat.admin.password are given together or not at all");
        }
        if (email != null && !email.strip().matches("[^@\\s]+@[^@\\s]+")) {
            throw new ConfigurationException(
                    "chat.admin.email is " + email + ", expected an e-mail address");
        }
        if (password != null && (password.length() < SHORTEST || password.length() > LONGEST)) {
            throw new ConfigurationException(
                    "chat.admin.password has "
                            + password.length()
                            + " characters, expected 8 to 128");
        }
    }

    @Override
    public String toString() {
        return "AdminConfig[email=" + email + "]";
    }
}
