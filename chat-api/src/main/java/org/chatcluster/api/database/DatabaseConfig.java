package org.chatcluster.api.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/// Where PostgreSQL is; `application.yml` hands it to the pools. Its text form says nothing.
///
/// @param url `jdbc:postgresql://host:port/name`; migrated at the start
/// @param username who owns the tables
/// @param password that user's password
/// @param poolSize connections for everything but sending, which has its own (`chat.send.lanes`)
@ConfigurationProperties("chat.database")
record DatabaseConfig(
        @NotBlank String url,
        @NotBlank String username,
        @NotBlank String password,
        @Bindable(defaultValue = "12") @Min(2) @Max(500) int poolSize) {
    @Override
    public String toString() {
        return "DatabaseConfig[]";
    }
}
