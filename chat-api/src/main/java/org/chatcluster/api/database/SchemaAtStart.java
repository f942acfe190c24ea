package org.chatcluster.api.database;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;

/// Sees to the schema before anything else of this node uses the database.
@Context
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class SchemaAtStart {
    SchemaAtStart(DatabaseConfig config, Environment settings) {
        Schema schema = Schema.of(settings);
        if (config.neverMigrates()) {
            schema.requireMigrated();
        } else {
            schema.migrate();
        }
    }
}
