package org.chatcluster.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.MapPropertyResolver;
import java.util.Map;
import java.util.stream.Stream;
import org.chatcluster.api.Application;
import org.chatcluster.api.node.ApiNode;
import org.chatcluster.api.settings.StartFailure;
import org.junit.jupiter.api.Test;

class SchemaIT {
    @Test
    void processThatOnlyMigratesNeedsNothingButTheDatabaseAndEnds() {
        Map<String, Object> settings = ApiNode.settings(Map.of("chat.database.migrate", "only"));
        Schema schema = Schema.of(new MapPropertyResolver(settings));
        assertThatThrownBy(schema::requireMigrated)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the first is version 1");

        Application.main(databaseSettings(settings));
        Application.main(databaseSettings(settings));

        schema.requireMigrated();
    }

    @Test
    void nodeThatMayNotMigrateServesOnceSomebodyElseHas() {
        Map<String, Object> settings = ApiNode.settings(Map.of("chat.database.migrate", "never"));

        Throwable refused = catchThrowable(() -> ApiNode.start(settings).close());
        Schema.of(new MapPropertyResolver(settings)).migrate();

        assertThat(StartFailure.sentence(refused)).startsWith("the database lacks");
        try (ApiNode node = ApiNode.start(settings)) {
            assertThat(node.rest().login("boris", "demo12345").status()).isEqualTo(200);
        }
    }

    @Test
    void missingSettingIsNamed() {
        var noPassword =
                new MapPropertyResolver(
                        Map.of("chat.database.url", "jdbc:x", "chat.database.username", "chat"));

        assertThatThrownBy(() -> Schema.of(noPassword))
                .hasMessage("chat.database.password is missing");
    }

    private static String[] databaseSettings(Map<String, Object> settings) {
        return Stream.of("url", "username", "password", "migrate")
                .map(name -> "chat.database." + name)
                .map(key -> "-" + key + "=" + settings.get(key))
                .toArray(String[]::new);
    }
}
