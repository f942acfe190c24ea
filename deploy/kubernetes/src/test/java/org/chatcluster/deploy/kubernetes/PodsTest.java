package org.chatcluster.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.chatcluster.deploy.kubernetes.chart.Chart;
import org.chatcluster.deploy.kubernetes.chart.Rendered;
import org.chatcluster.deploy.kubernetes.chart.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds of the pods, whatever the values.
class PodsTest {
    /// Variables whose value is a secret, or may hold one.
    private static final Set<String> SECRET =
            Set.of(
                    "CHAT_DATABASE_USERNAME",
                    "CHAT_DATABASE_PASSWORD",
                    "CHAT_REDIS_URL",
                    "CHAT_ADMIN_EMAIL",
                    "CHAT_ADMIN_PASSWORD");

    @ParameterizedTest
    @EnumSource(Values.class)
    void podsHaveNoRightsOfAnyKind(Values values) {
        for (JsonNode workload : Chart.render(values).workloads()) {
            JsonNode pod = Rendered.podOf(workload);
            JsonNode container = Rendered.containerOf(workload);

            assertThat(pod.path("containers")).hasSize(1);
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asLong()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                    .isEqualTo("RuntimeDefault");
            JsonNode security = container.path("securityContext");
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(security.at("/capabilities/drop").valueStream().map(JsonNode::asText))
                    .containsExactly("ALL");
            assertThat(security.at("/capabilities/add").isMissingNode()).isTrue();
            assertThat(container.at("/resources/requests").isObject()).isTrue();
            assertThat(container.at("/resources/limits/memory").isMissingNode()).isFalse();
        }
    }

    /// Kubernetes makes variables such as `CHAT_API_PORT` of a service `chat-api`, and a node
    /// refuses what it does not know.
    @ParameterizedTest
    @EnumSource(Values.class)
    void variablesThatKubernetesMakesOfServicesStayAway(Values values) {
        assertThat(Chart.render(values).workloads())
                .allSatisfy(workload ->
                        assertThat(
                                        Rendered.podOf(workload)
                                                .path("enableServiceLinks")
                                                .asBoolean(true))
                                .isFalse());
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void secretsStandInSecretsAlone(Values values) {
        Rendered rendered = Chart.render(values);

        assertThat(rendered.all("ConfigMap")).isEmpty();
        assertThat(rendered.all("Secret")).isEmpty();
        for (JsonNode workload : rendered.workloads()) {
            for (JsonNode variable : Rendered.containerOf(workload).path("env")) {
                boolean secret = SECRET.contains(variable.path("name").asText());
                assertThat(variable.at("/valueFrom/secretKeyRef").isObject())
                        .as(variable.toString())
                        .isEqualTo(secret);
                assertThat(variable.path("value").asText()).doesNotContainIgnoringCase("password");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void privateKeysGoToApiNodesAndPublicOnesToGateways(Values values) {
        Rendered rendered = Chart.render(values);
        boolean own = values == Values.EVERYTHING;

        assertThat(secretFiles(rendered.one("Deployment", "api")))
                .containsExactly(
                        own
                                ? "talk-private /etc/chat/keys/private.json"
                                : "chat-signing-keys /etc/chat/keys/signing-keys.json");
        assertThat(secretFiles(rendered.one("Deployment", "gateway")))
                .containsExactly(
                        own
                                ? "talk-public /etc/chat/keys/public.json"
                                : "chat-verification-keys /etc/chat/keys/verification-keys.json");
        assertThat(secretFiles(rendered.one("Job", "migration"))).isEmpty();
        assertThat(keyFile(rendered, "api", "CHAT_TOKEN_SIGNING_KEYS"))
                .isEqualTo(
                        own ? "/etc/chat/keys/private.json" : "/etc/chat/keys/signing-keys.json");
        assertThat(keyFile(rendered, "gateway", "CHAT_TOKEN_VERIFICATION_KEYS"))
                .isEqualTo(
                        own
                                ? "/etc/chat/keys/public.json"
                                : "/etc/chat/keys/verification-keys.json");
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void gatewaysAreToldNothingOfPostgresql(Values values) {
        Rendered rendered = Chart.render(values);

        String gateway = rendered.one("Deployment", "gateway").toString();

        assertThat(gateway).doesNotContain("CHAT_DATABASE", "jdbc:", "-database");
        assertThat(gateway).doesNotContain("CHAT_TOKEN_SIGNING_KEYS", "CHAT_ADMIN");
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void bothKindsOfNodesAreToldAlikeWhetherRedisIsACluster(Values values) {
        Rendered rendered = Chart.render(values);

        assertThat(rendered.all("Deployment"))
                .hasSize(2)
                .allSatisfy(deployment ->
                        assertThat(
                                        Rendered.variable(
                                                        Rendered.containerOf(deployment),
                                                        "CHAT_REDIS_CLUSTER")
                                                .path("value"))
                                .isEqualTo(
                                        TextNode.valueOf(
                                                values == Values.EVERYTHING ? "true" : "false")));
    }

    @Test
    void largeNumbersKeepTheirDigits() {
        Rendered rendered = Chart.render(Values.EVERYTHING);
        JsonNode gateway = rendered.one("Deployment", "gateway");
        JsonNode variable =
                Rendered.variable(Rendered.containerOf(gateway), "CHAT_SOCKET_MAX_CONNECTIONS");
        JsonNode scaler = rendered.one("HorizontalPodAutoscaler", "gateway");

        assertThat(variable.path("value").asText()).isEqualTo("1000000");
        assertThat(Rendered.podOf(gateway).at("/securityContext/runAsUser").isIntegralNumber())
                .isTrue();
        assertThat(scaler.at("/spec/metrics/0/pods/target/averageValue").asText())
                .isEqualTo("1000000");
    }

    @Test
    void everythingSetsEveryVariableThatTheChartCanSet() {
        Set<String> all = variables(Values.EVERYTHING);

        assertThat(all).containsAll(variables(Values.DEFAULTS));
        assertThat(all).containsAll(variables(Values.MINIMAL));
    }

    private static Set<String> variables(Values values) {
        Set<String> names = new TreeSet<>();
        for (JsonNode workload : Chart.render(values).workloads()) {
            for (JsonNode variable : Rendered.containerOf(workload).path("env")) {
                names.add(
                        Rendered.nameOf(workload).replaceFirst(" .*-", " ")
                                + " "
                                + variable.path("name").asText());
            }
        }
        return names;
    }

    private static List<String> secretFiles(JsonNode workload) {
        JsonNode volumes = Rendered.podOf(workload).path("volumes");
        return volumes.valueStream()
                .filter(volume -> volume.has("secret"))
                .flatMap(volume ->
                        volume.at("/secret/items")
                                .valueStream()
                                .map(item ->
                                        volume.at("/secret/secretName").asText()
                                                + " "
                                                + mountPath(workload, volume)
                                                + "/"
                                                + item.path("path").asText()))
                .toList();
    }

    private static String mountPath(JsonNode workload, JsonNode volume) {
        return Rendered.containerOf(workload)
                .path("volumeMounts")
                .valueStream()
                .filter(mount -> mount.path("name").equals(volume.path("name")))
                .filter(mount -> mount.path("readOnly").asBoolean())
                .map(mount -> mount.path("mountPath").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String keyFile(Rendered rendered, String component, String variable) {
        JsonNode container = Rendered.containerOf(rendered.one("Deployment", component));
        return Rendered.variable(container, variable).path("value").asText();
    }
}
