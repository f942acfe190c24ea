package org.chatcluster.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chatcluster.deploy.kubernetes.chart.Chart;
import org.chatcluster.deploy.kubernetes.chart.Rendered;
import org.chatcluster.deploy.kubernetes.chart.Values;
import org.junit.jupiter.api.Test;

/// The alert rules as an object of the Prometheus operator: the same that everybody else has.
class PrometheusRuleTest {
    private static final Path RULES = Path.of("../monitoring/alerts.yml");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void rulesAreThoseOfTheFile() throws IOException {
        List<JsonNode> inPlace = Chart.renderInPlace(Values.EVERYTHING).all("PrometheusRule");
        List<JsonNode> copied = Chart.render(Values.EVERYTHING).all("PrometheusRule");

        assertThat(inPlace).hasSize(1).isEqualTo(copied);
        assertThat(inPlace.getFirst().path("spec")).isEqualTo(Rendered.yaml(RULES));
        assertThat(inPlace.getFirst().at("/metadata/labels/release").asText())
                .isEqualTo("prometheus");
    }

    @Test
    void ruleHasTheFieldsThatTheOperatorKnows() throws JsonProcessingException {
        JsonNode object = Chart.render(Values.EVERYTHING).all("PrometheusRule").getFirst();

        PrometheusRule rules = json.treeToValue(object, PrometheusRule.class);

        assertThat(rules.getApiVersion()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(rules.getAdditionalProperties()).isEmpty();
        assertThat(rules.getSpec().getAdditionalProperties()).isEmpty();
        List<RuleGroup> groups = rules.getSpec().getGroups();
        assertThat(groups)
                .hasSizeGreaterThan(3)
                .allSatisfy(group -> assertThat(group.getAdditionalProperties()).isEmpty());
        assertThat(groups.stream().map(RuleGroup::getRules).flatMap(List::stream))
                .hasSizeGreaterThan(25)
                .allSatisfy(rule -> assertThat(rule.getAdditionalProperties()).isEmpty())
                .extracting(Rule::getAlert)
                .contains("ChatNodeDown", "ChatDatabaseUnreachable")
                .doesNotHaveDuplicates();
    }

    @Test
    void nobodyGetsItUnasked() {
        assertThat(Chart.render(Values.DEFAULTS).all("PrometheusRule")).isEmpty();
    }
}
