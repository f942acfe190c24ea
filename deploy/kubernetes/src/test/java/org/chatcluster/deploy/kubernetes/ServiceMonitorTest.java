package org.chatcluster.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitorSpec;
import java.util.List;
import org.chatcluster.deploy.kubernetes.chart.Chart;
import org.chatcluster.deploy.kubernetes.chart.Rendered;
import org.chatcluster.deploy.kubernetes.chart.Values;
import org.junit.jupiter.api.Test;

/// A kind that is not Kubernetes' own, held against models that were made of the Prometheus
/// operator's types. What a model does not know, it puts aside as an additional property.
class ServiceMonitorTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void monitorsHaveTheFieldsThatTheOperatorKnows() throws JsonProcessingException {
        List<JsonNode> monitors = Chart.render(Values.EVERYTHING).all("ServiceMonitor");

        assertThat(monitors).hasSize(2);
        for (JsonNode object : monitors) {
            ServiceMonitor monitor = json.treeToValue(object, ServiceMonitor.class);
            ServiceMonitorSpec spec = monitor.getSpec();
            Endpoint endpoint = spec.getEndpoints().getFirst();

            assertThat(monitor.getApiVersion()).isEqualTo("monitoring.coreos.com/v1");
            assertThat(monitor.getAdditionalProperties()).isEmpty();
            assertThat(spec.getAdditionalProperties()).isEmpty();
            assertThat(spec.getSelector().getAdditionalProperties()).isEmpty();
            assertThat(spec.getNamespaceSelector().getAdditionalProperties()).isEmpty();
            assertThat(spec.getNamespaceSelector().getMatchNames()).containsExactly("talk");
            assertThat(endpoint.getAdditionalProperties()).isEmpty();
            assertThat(endpoint.getPath()).isEqualTo("/prometheus");
            assertThat(endpoint.getInterval()).isEqualTo("30s");
            assertThat(endpoint.getRelabelings().getFirst().getAdditionalProperties()).isEmpty();
            assertThat(endpoint.getRelabelings().getFirst().getTargetLabel()).isEqualTo("job");
        }
    }

    @Test
    void fieldThatTheOperatorDoesNotKnowWouldBeFound() throws JsonProcessingException {
        JsonNode object = Chart.render(Values.EVERYTHING).all("ServiceMonitor").getFirst();
        String other = object.toString().replace("\"endpoints\"", "\"endpoint\"");

        ServiceMonitor monitor = json.readValue(other, ServiceMonitor.class);

        assertThat(Rendered.nameOf(object)).isEqualTo("ServiceMonitor talk-api");
        assertThat(monitor.getSpec().getAdditionalProperties()).containsOnlyKeys("endpoint");
    }
}
