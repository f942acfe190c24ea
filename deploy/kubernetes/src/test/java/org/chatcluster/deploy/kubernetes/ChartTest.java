package org.chatcluster.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chatcluster.deploy.kubernetes.chart.Chart;
import org.chatcluster.deploy.kubernetes.chart.Rendered;
import org.chatcluster.deploy.kubernetes.chart.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChartTest {
    private static final String OPERATOR = "monitoring.coreos.com";

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(Values.class)
    void strictLinterFindsNothing(Values values) throws IOException {
        LintResult result = Chart.lint(values, folder);

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void everyObjectFitsTheSchemaOfItsKind(Values values) {
        List<JsonNode> objects =
                Chart.render(values).objects().stream()
                        .filter(object -> !object.path("apiVersion").asText().startsWith(OPERATOR))
                        .toList();

        assertThat(objects).hasSizeGreaterThan(10);
        assertThat(objects)
                .allSatisfy(object ->
                        assertThatCode(() -> KubernetesSchema.check(object))
                                .as(Rendered.nameOf(object))
                                .doesNotThrowAnyException());
    }

    @Test
    void schemaWouldFindAnUnknownFieldAndAWrongType() {
        JsonNode unknown = Chart.render(Values.DEFAULTS).one("Deployment", "api");
        JsonNode wrong = unknown.deepCopy();
        ((ObjectNode) unknown.path("spec")).put("replica", 2);
        ((ObjectNode) wrong.path("spec")).put("replicas", "two");

        assertThatThrownBy(() -> KubernetesSchema.check(unknown)).hasMessageContaining("replica");
        assertThatThrownBy(() -> KubernetesSchema.check(wrong)).hasMessageContaining("two");
    }

    @Test
    void installationConsistsOfThese() {
        assertThat(Chart.render(Values.DEFAULTS).objects().stream().map(Rendered::nameOf))
                .containsExactlyInAnyOrder(
                        "Deployment chat-api",
                        "Deployment chat-gateway",
                        "Service chat-api",
                        "Service chat-api-nodes",
                        "Service chat-gateway",
                        "HorizontalPodAutoscaler chat-api",
                        "HorizontalPodAutoscaler chat-gateway",
                        "PodDisruptionBudget chat-api",
                        "PodDisruptionBudget chat-gateway",
                        "NetworkPolicy chat-api",
                        "NetworkPolicy chat-gateway",
                        "NetworkPolicy chat-migration",
                        "Job chat-migration");
    }

    @Test
    void whatIsTurnedOffIsNotThere() {
        Rendered rendered =
                Chart.render(
                        Values.DEFAULTS,
                        """
                        api: {autoscaling: {enabled: false}, replicas: 3}
                        gateway: {autoscaling: {enabled: false}, replicas: 5}
                        migration: {enabled: false}
                        networkPolicy: {enabled: false}
                        """);

        assertThat(rendered.objects().stream().map(Rendered::kindOf))
                .containsOnly("Deployment", "Service", "PodDisruptionBudget");
        assertThat(rendered.one("Deployment", "api").at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(rendered.one("Deployment", "gateway").at("/spec/replicas").asInt()).isEqualTo(5);
        JsonNode api = Rendered.containerOf(rendered.one("Deployment", "api"));
        assertThat(Rendered.variable(api, "CHAT_DATABASE_MIGRATE").path("value").asText())
                .isEqualTo("on-start");
    }

    @Test
    void namesOfObjectsAreUnique() {
        Set<String> names = new HashSet<>();

        assertThat(Chart.render(Values.EVERYTHING).objects())
                .allSatisfy(object -> assertThat(names.add(Rendered.nameOf(object))).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatway: {replicas: 2}                              | gatway",
                "gateway: {replica: 2}                              | replica",
                "gateway: {replicas: two}                           | replicas",
                "gateway: {port: 80}                                | port",
                "gateway: {drain: {windowSeconds: 601}}             | windowSeconds",
                "gateway: {maxSocketAge: soon}                      | maxSocketAge",
                "gateway: {settings: {CHAT_DRAIN_WINDOW: 9s}}       | CHAT_DRAIN_WINDOW",
                "gateway: {settings: {CHAT_REDIS_URL: 'redis://x'}} | CHAT_REDIS_URL",
                "gateway: {settings: {CHAT_REDIS_CLUSTER: true}}    | CHAT_REDIS_CLUSTER",
                "api: {settings: {CHAT_REDIS_CLUSTER: true}}        | CHAT_REDIS_CLUSTER",
                "api: {settings: {CHAT_DATABASE_PASSWORD: secret}}  | CHAT_DATABASE_PASSWORD",
                "api: {settings: {chat.send.lanes: 2}}              | chat.send.lanes",
                "api: {image: {repository: ''}}                     | repository",
                "api: {trustedProxies: [proxy.example.com]}         | trustedProxies",
                "api: {autoscaling: {minReplicas: 9}}               | more than maxReplicas",
                "database: {existingSecret: ''}                     | existingSecret",
                "database: {parameters: 'ssl=true&password=secret'} | parameters",
                "database: {password: secret}                       | password",
                "redis: {port: 5432}                                | kept from PostgreSQL",
                "redis: {url: 'redis://x'}                          | url",
                "redis: {cluster: 'yes'}                            | cluster",
                "tokens: {signing: {key: 'keys/private.json'}}      | key",
                "ingress: {enabled: true}                           | host",
                "ingress: {enabled: true, host: 'https://x.example.com'} | host",
                "networkPolicy: {redis: [{cidr: 10.0.0.1/32}]}      | redis",
                "logFormat: xml                                     | logFormat",
                "logLevel: LOUD                                     | logLevel",
                "runAsUser: 0                                       | runAsUser",
            })
    void badValueIsRefusedByName(String yaml, String named) {
        assertThatThrownBy(() -> Chart.render(Values.DEFAULTS, yaml))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(named);
    }
}
