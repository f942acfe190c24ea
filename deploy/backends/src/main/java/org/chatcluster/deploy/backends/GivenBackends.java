package org.chatcluster.deploy.backends;

import java.util.Map;

/// Servers that somebody else runs, named by environment variables.
final class GivenBackends {
    private static final String DATABASE_URL = "CHAT_TEST_DATABASE_URL";
    private static final String REDIS_URL = "CHAT_TEST_REDIS_URL";

    private GivenBackends() {}

    /// Returns whether any is given.
    static boolean areIn(Map<String, String> environment) {
        return environment.containsKey(DATABASE_URL) || environment.containsKey(REDIS_URL);
    }

    /// Returns what is given.
    ///
    /// @throws IllegalStateException if only one of the two is
    static BackendAddresses from(Map<String, String> environment) {
        return new BackendAddresses(
                required(environment, DATABASE_URL),
                environment.getOrDefault("CHAT_TEST_DATABASE_USERNAME", "postgres"),
                environment.getOrDefault("CHAT_TEST_DATABASE_PASSWORD", ""),
                required(environment, REDIS_URL));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    DATABASE_URL
                            + " and "
                            + REDIS_URL
                            + " are given together, "
                            + name
                            + " is missing");
        }
        return value;
    }
}
