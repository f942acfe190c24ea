package org.chatcluster.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatcluster.deploy.kubernetes.chart.Chart;
import org.chatcluster.deploy.kubernetes.chart.Rendered;
import org.chatcluster.deploy.kubernetes.chart.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How pods come and go, whatever the values.
class LifeCycleTest {
    private static final List<Path> DOCUMENTS =
            List.of(Path.of("../../docs/kubernetes.md"), Path.of("chat-cluster/README.md"));

    /// A command of a block, with the minutes that it waits.
    private static final Pattern HELM =
            Pattern.compile("(?m)^helm (install|upgrade)\\b(?:.*--timeout (\\d+)m)?.*$");

    @ParameterizedTest
    @EnumSource(Values.class)
    void gatewayIsGivenTheTimeThatItsDrainTakes(Values values) {
        JsonNode deployment = Chart.render(values).one("Deployment", "gateway");
        JsonNode gateway = Rendered.containerOf(deployment);

        int drain =
                gateway.at("/lifecycle/preStop/sleep/seconds").asInt()
                        + seconds(gateway, "CHAT_DRAIN_WINDOW")
                        + seconds(gateway, "CHAT_DRAIN_GRACE")
                        + seconds(gateway, "CHAT_SOCKET_CLOSE_TIMEOUT");

        assertThat(gateway.at("/lifecycle/preStop/sleep/seconds").asInt()).isPositive();
        assertThat(Rendered.podOf(deployment).path("terminationGracePeriodSeconds").asInt())
                .isGreaterThanOrEqualTo(drain + 5);
    }

    @Test
    void drainThatIsSetIsTheOneThatThePodIsGivenTimeFor() {
        Rendered rendered =
                Chart.render(
                        Values.DEFAULTS,
                        "gateway: {drain: {delaySeconds: 0, windowSeconds: 600, graceSeconds: 600}}");
        JsonNode deployment = rendered.one("Deployment", "gateway");

        assertThat(Rendered.podOf(deployment).path("terminationGracePeriodSeconds").asInt())
                .isEqualTo(1_220);
        assertThat(Rendered.containerOf(deployment).path("lifecycle").isMissingNode()).isTrue();
    }

    /// A gateway that is not ready keeps its sockets, an API node has nothing to keep.
    @ParameterizedTest
    @EnumSource(Values.class)
    void gatewaysThatAreNotReadyAreNotAllEvictedAtOnce(Values values) {
        Rendered rendered = Chart.render(values);

        assertThat(eviction(rendered, "gateway")).isEqualTo("IfHealthyBudget");
        assertThat(eviction(rendered, "api")).isEqualTo("AlwaysAllow");
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void nodesTellStartLifeAndReadinessApart(Values values) {
        for (JsonNode deployment : Chart.render(values).all("Deployment")) {
            JsonNode container = Rendered.containerOf(deployment);

            assertThat(container.at("/startupProbe/httpGet/path").asText())
                    .isEqualTo("/health/startup");
            assertThat(container.at("/livenessProbe/httpGet/path").asText())
                    .isEqualTo("/health/liveness");
            assertThat(container.at("/readinessProbe/httpGet/path").asText())
                    .isEqualTo("/health/readiness");
            assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe"))
                    .allSatisfy(probe ->
                            assertThat(container.path(probe).at("/httpGet/port").asText())
                                    .isEqualTo(container.at("/ports/0/name").asText()));
        }
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void migrationComesFirstAndNodesRelyOnIt(Values values) {
        Rendered rendered = Chart.render(values);
        JsonNode job = rendered.one("Job", "migration");
        JsonNode policy = rendered.one("NetworkPolicy", "migration");

        assertThat(hook(job, "hook")).isEqualTo("pre-install,pre-upgrade");
        assertThat(hook(policy, "hook")).isEqualTo("pre-install,pre-upgrade");
        assertThat(Integer.parseInt(hook(policy, "hook-weight")))
                .isLessThan(Integer.parseInt(hook(job, "hook-weight")));
        assertThat(migrate(job)).isEqualTo("only");
        assertThat(migrate(rendered.one("Deployment", "api"))).isEqualTo("never");
        assertThat(Rendered.containerOf(job).path("image"))
                .isEqualTo(Rendered.containerOf(rendered.one("Deployment", "api")).path("image"));
    }

    /// Helm gives a hook up after its `--timeout`, whatever the Job's own deadline is.
    @Test
    void documentedCommandsWaitLongerThanTheMigrationMayTake() throws IOException {
        JsonNode job = Chart.render(Values.DEFAULTS).one("Job", "migration");
        List<Integer> minutes = new ArrayList<>();
        for (Path document : DOCUMENTS) {
            Matcher command = HELM.matcher(Files.readString(document));
            while (command.find()) {
                assertThat(command.group(2)).as(command.group()).isNotNull();
                minutes.add(Integer.parseInt(command.group(2)));
            }
        }

        assertThat(minutes)
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(wait -> wait * 60 > job.at("/spec/activeDeadlineSeconds").asInt());
    }

    @Test
    void podsRunWhereTheyAreTold() {
        Rendered rendered = Chart.render(Values.EVERYTHING);

        for (JsonNode workload : rendered.workloads()) {
            JsonNode pod = Rendered.podOf(workload);
            String pool = workload.path("kind").asText().equals("Job") ? "jobs" : "chat";
            assertThat(pod.at("/nodeSelector/example.com~1pool").asText()).isEqualTo(pool);
            assertThat(pod.at("/tolerations/0/key").asText()).isEqualTo("example.com/" + pool);
            assertThat(pod.path("affinity").isObject()).isTrue();
            assertThat(pod.path("priorityClassName").asText()).isEqualTo(pool);
        }
    }

    private static int seconds(JsonNode container, String variable) {
        String value = Rendered.variable(container, variable).path("value").asText();
        assertThat(value).matches("[0-9]+s");
        return Integer.parseInt(value.substring(0, value.length() - 1));
    }

    private static String migrate(JsonNode workload) {
        return Rendered.variable(Rendered.containerOf(workload), "CHAT_DATABASE_MIGRATE")
                .path("value")
                .asText();
    }

    private static String eviction(Rendered rendered, String component) {
        return rendered.one("PodDisruptionBudget", component)
                .at("/spec/unhealthyPodEvictionPolicy")
                .asText();
    }

    private static String hook(JsonNode object, String key) {
        return object.at("/metadata/annotations").path("helm.sh/" + key).asText();
    }
}
