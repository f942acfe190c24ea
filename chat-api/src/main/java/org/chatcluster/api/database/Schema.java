package org.chatcluster.api.database;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.PropertyResolver;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The schema that the files under `db/migration` make, reached by a connection of its own: a step
/// may take longer than a statement of the pools. Several processes may migrate at once, one does
/// the work. A schema newer than this node is none of its business. Blocks.
public final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /// A step that waits for a table's lock holds up everybody who comes after it, so it gives up
    /// soon: `-c lock_timeout=5000` as a parameter of the URL.
    private static final String IMPATIENCE = "options=-c%20lock_timeout=5000";

    private final Flyway flyway;

    private Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    /// Returns the schema of the database that `chat.database.*` names.
    ///
    /// @throws ConfigurationException if a setting is missing
    public static Schema of(PropertyResolver settings) {
        return new Schema(
                Flyway.configure()
                        .dataSource(
                                impatient(required(settings, "chat.database.url")),
                                required(settings, "chat.database.username"),
                                required(settings, "chat.database.password"))
                        .load());
    }

    /// Takes the steps that are missing, each in a transaction.
    public void migrate() {
        MigrateResult result = flyway.migrate();
        if (result.migrationsExecuted > 0) {
            LOG.info(
                    "schema migrated steps={} version={}",
                    result.migrationsExecuted,
                    result.targetSchemaVersion);
        }
    }

    /// Makes sure that no step is missing.
    ///
    /// @throws ConfigurationException if one is
    public void requireMigrated() {
        MigrationInfo[] pending = flyway.info().pending();
        if (pending.length > 0) {
            throw new ConfigurationException(
                    "the database lacks "
                            + pending.length
                            + " migrations, the first is version "
                            + pending[0].getVersion()
                            + ", and chat.database.migrate is never; run the API once with only");
        }
    }

    private static String impatient(String url) {
        return url + (url.indexOf('?') < 0 ? '?' : '&') + IMPATIENCE;
    }

    private static String required(PropertyResolver settings, String key) {
        return settings.getProperty(key, String.class)
                .orElseThrow(() -> new ConfigurationException(key + " is missing"));
    }
}
