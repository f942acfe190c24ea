package org.chatcluster.deploy.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What Grafana's documentation asks of a dashboard of its classic model.
final class DashboardTest {
    /// Since this version of the schema, data sources are objects.
    private static final int LEAST_SCHEMA_VERSION = 36;

    private static final int COLUMNS = 24;

    private final Dashboard dashboard = Dashboard.read();

    @Test
    void hasANameOfItsOwnAndAVersionOfTheSchema() {
        JsonNode json = dashboard.json();

        assertThat(json.path("uid").asText()).matches("[A-Za-z0-9_-]{8,40}");
        assertThat(json.has("id")).isFalse();
        assertThat(json.path("title").asText()).isNotBlank();
        assertThat(json.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(LEAST_SCHEMA_VERSION);
    }

    @Test
    void everythingAsksTheDataSourceThatIsChosen() {
        JsonNode variable = dashboard.json().at("/templating/list/0");

        assertThat(variable.path("type").asText()).isEqualTo("datasource");
        assertThat(variable.path("query").asText()).isEqualTo("prometheus");
        assertThat(dashboard.panels())
                .allSatisfy(panel -> assertThat(panel.has("datasource")).isTrue());
        assertThat(dashboard.json().findValues("datasource"))
                .hasSizeGreaterThan(100)
                .allSatisfy(source -> {
                    assertThat(source.path("type").asText()).isEqualTo("prometheus");
                    assertThat(source.path("uid").asText())
                            .isEqualTo("${" + variable.path("name").asText() + "}");
                });
    }

    @Test
    void panelsHaveNumbersAndTargetsLettersOfTheirOwn() {
        assertThat(dashboard.json().path("panels").findValues("id")).doesNotHaveDuplicates();
        assertThat(dashboard.panels())
                .allSatisfy(panel ->
                        assertThat(panel.path("targets").findValues("refId"))
                                .isNotEmpty()
                                .doesNotHaveDuplicates());
    }

    @Test
    void panelsStandBesideEachOther() {
        Set<List<Integer>> taken = new HashSet<>();

        assertThat(dashboard.json().path("panels"))
                .allSatisfy(panel -> {
                    JsonNode place = panel.path("gridPos");
                    assertThat(place.path("x").asInt() + place.path("w").asInt())
                            .isBetween(1, COLUMNS);
                    assertThat(cells(place).toList()).isNotEmpty().allMatch(taken::add);
                });
    }

    private static Stream<List<Integer>> cells(JsonNode place) {
        int left = place.path("x").asInt();
        int top = place.path("y").asInt();
        return Stream.iterate(left, x -> x < left + place.path("w").asInt(), x -> x + 1)
                .flatMap(x ->
                        Stream.iterate(top, y -> y < top + place.path("h").asInt(), y -> y + 1)
                                .map(y -> List.of(x, y)));
    }
}
