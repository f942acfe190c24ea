package org.chatcluster.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.chatcluster.deploy.kubernetes.chart.Chart;
import org.chatcluster.deploy.kubernetes.chart.Rendered;
import org.chatcluster.deploy.kubernetes.chart.Values;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whether what objects say of each other is so.
class ReferencesTest {
    @ParameterizedTest
    @EnumSource(Values.class)
    void eachSelectorChoosesThePodsOfOneComponent(Values values) {
        Rendered rendered = Chart.render(values);
        List<JsonNode> selectors =
                Stream.of(
                                selectors(rendered, "Deployment", "/spec/selector/matchLabels"),
                                selectors(
                                        rendered,
                                        "PodDisruptionBudget",
                                        "/spec/selector/matchLabels"),
                                selectors(
                                        rendered, "NetworkPolicy", "/spec/podSelector/matchLabels"),
                                selectors(rendered, "Service", "/spec/selector"))
                        .flatMap(found -> found)
                        .toList();

        assertThat(selectors).hasSizeGreaterThanOrEqualTo(10);
        assertThat(selectors)
                .allSatisfy(selector -> assertThat(selected(rendered, selector)).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void deploymentsAreTheirPods(Values values) {
        for (JsonNode deployment : Chart.render(values).all("Deployment")) {
            JsonNode labels = deployment.at("/spec/template/metadata/labels");

            assertThat(Rendered.matches(deployment.at("/spec/selector/matchLabels"), labels))
                    .isTrue();
            assertThat(Rendered.podOf(deployment).path("topologySpreadConstraints"))
                    .hasSize(2)
                    .allSatisfy(spread ->
                            assertThat(
                                            Rendered.matches(
                                                    spread.at("/labelSelector/matchLabels"),
                                                    labels))
                                    .isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void servicesLeadToPortsThatNodesListenTo(Values values) {
        Rendered rendered = Chart.render(values);

        for (JsonNode service : rendered.all("Service")) {
            JsonNode workload = selected(rendered, service.at("/spec/selector")).getFirst();
            JsonNode container = Rendered.containerOf(workload);
            JsonNode port = service.at("/spec/ports/0");
            JsonNode containerPort = container.at("/ports/0");
            assertThat(port.path("targetPort")).isEqualTo(containerPort.path("name"));
            assertThat(port.path("port")).isEqualTo(containerPort.path("containerPort"));
            assertThat(Rendered.variable(container, "MICRONAUT_SERVER_PORT").path("value").asText())
                    .isEqualTo(containerPort.path("containerPort").asText());
        }
    }

    /// Gateways are given the addresses of the nodes, not one address for all of them.
    @ParameterizedTest
    @EnumSource(Values.class)
    void gatewaysAskAHeadlessServiceOfApiNodes(Values values) {
        Rendered rendered = Chart.render(values);
        JsonNode service = rendered.one("Service", "api-nodes");
        JsonNode gateway = Rendered.containerOf(rendered.one("Deployment", "gateway"));

        assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
        assertThat(selected(rendered, service.at("/spec/selector")))
                .containsExactly(rendered.one("Deployment", "api"));
        assertThat(Rendered.variable(gateway, "CHAT_COMMAND_API_URLS").path("value").asText())
                .isEqualTo(
                        "http://"
                                + service.at("/metadata/name").asText()
                                + ":"
                                + service.at("/spec/ports/0/port").asInt());
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void scalersScaleWhatLeavesItsReplicasToThem(Values values) {
        Rendered rendered = Chart.render(values);

        for (String component : List.of("api", "gateway")) {
            JsonNode scaler = rendered.one("HorizontalPodAutoscaler", component);
            JsonNode deployment = rendered.one("Deployment", component);
            assertThat(scaler.at("/spec/scaleTargetRef/name"))
                    .isEqualTo(deployment.at("/metadata/name"));
            assertThat(deployment.at("/spec/replicas").isMissingNode()).isTrue();
        }
        JsonNode metrics = rendered.one("HorizontalPodAutoscaler", "gateway").at("/spec/metrics");
        assertThat(metrics.valueStream().map(metric -> metric.path("type").asText()))
                .containsExactly("Pods", "Resource");
        assertThat(metrics.at("/0/pods/metric/name").asText())
                .isEqualTo("chat_gateway_connections");
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void monitorsSelectOneServiceEach(Values values) {
        Rendered rendered = Chart.render(values);

        assertThat(rendered.all("ServiceMonitor")).hasSize(values == Values.EVERYTHING ? 2 : 0);
        for (JsonNode monitor : rendered.all("ServiceMonitor")) {
            List<JsonNode> services =
                    rendered.all("Service").stream()
                            .filter(service ->
                                    Rendered.matches(
                                            monitor.at("/spec/selector/matchLabels"),
                                            service.at("/metadata/labels")))
                            .toList();
            assertThat(services).hasSize(1);
            assertThat(services.getFirst().at("/spec/ports/0/name"))
                    .isEqualTo(monitor.at("/spec/endpoints/0/port"));
        }
    }

    private static Stream<JsonNode> selectors(Rendered rendered, String kind, String pointer) {
        return rendered.all(kind).stream().map(object -> object.at(pointer));
    }

    private static List<JsonNode> selected(Rendered rendered, JsonNode matchLabels) {
        assertThat(matchLabels.isObject()).isTrue();
        return rendered.workloads().stream()
                .filter(workload ->
                        Rendered.matches(
                                matchLabels, workload.at("/spec/template/metadata/labels")))
                .toList();
    }
}
