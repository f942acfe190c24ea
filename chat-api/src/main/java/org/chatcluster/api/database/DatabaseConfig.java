package org.chatcluster.api.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.value.PropertyResolver;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;

/// Where PostgreSQL is; `application.yml` hands it to the pools. Its text form says nothing.
///
/// @param url `jdbc:postgresql://host:port/name`
/// @param username who owns the tables
/// @param password that user's password
/// @param poolSize connections for everything but sending, which has its own (`chat.send.lanes`)
/// @param migrate when the schema is brought to the version of this node: `on-start`, before it
///   serves; `only`, and the process ends after it; `never`, and it does not start unless somebody
///   else has done so
@ConfigurationProperties("chat.database")
public record DatabaseConfig(
        @NotBlank String url,
        @NotBlank String username,
        @NotBlank String password,
        @Bindable(defaultValue = "12") @Min(2) @Max(500) int poolSize,
        @Bindable(defaultValue = "on-start") String migrate) {
    private static final String MIGRATE = "chat.database.migrate";
    private static final String ON_START = "on-start";
    private static final String ONLY = "only";
    private static final String NEVER = "never";

    public DatabaseConfig {
        if (!List.of(ON_START, ONLY, NEVER).contains(migrate)) {
            throw new ConfigurationException(
                    MIGRATE + " is " + migrate + ", expected on-start, only or never");
        }
    }

    /// Returns whether a process with these settings migrates and does nothing else, for which it
    /// needs no beans.
    public static boolean onlyMigrates(PropertyResolver settings) {
        return settings.getProperty(MIGRATE, String.class).filter(ONLY::equals).isPresent();
    }

    boolean neverMigrates() {
        return migrate.equals(NEVER);
    }

    @Override
    public String toString() {
        return "DatabaseConfig[]";
    }
}
