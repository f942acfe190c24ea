package org.chatcluster.deploy.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.chatcluster.deploy.kubernetes.chart.Chart;
import org.chatcluster.deploy.kubernetes.chart.Rendered;
import org.chatcluster.deploy.kubernetes.chart.Values;
import org.chatcluster.deploy.kubernetes.network.Network.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may speak to whom.
class NetworkPolicyTest {
    private static final Party ELSEWHERE = new Party("elsewhere", Map.of(), "192.0.2.99");
    private static final Party INGRESS_CONTROLLER =
            new Party(
                    "ingress-nginx",
                    Map.of("app.kubernetes.io/name", "ingress-nginx"),
                    "10.244.0.7");
    private static final Party PROMETHEUS = new Party("monitoring", Map.of(), "10.244.0.8");
    private static final Party DNS =
            new Party("kube-system", Map.of("k8s-app", "kube-dns"), "10.244.0.9");

    @ParameterizedTest
    @EnumSource(Values.class)
    void gatewayReachesNoPostgresqlWhereverItIs(Values values) {
        Rendered rendered = Chart.render(values);
        Network network = new Network(rendered);
        Party gateway = network.pod("gateway");
        int port = databasePort(rendered);

        assertThat(network.allows(gateway, ELSEWHERE, port)).isFalse();
        assertThat(network.allows(gateway, INGRESS_CONTROLLER, port)).isFalse();
        assertThat(network.allows(gateway, network.pod("api"), port)).isFalse();
        assertThat(network.allows(gateway, network.pod("postgresql"), port)).isFalse();
        assertThat(network.allows(gateway, new Party("db", Map.of(), "192.0.2.10"), port))
                .isFalse();
        assertThat(network.allows(gateway, DNS, port)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void everybodyReachesWhatTheyNeed(Values values) {
        Rendered rendered = Chart.render(values);
        Network network = new Network(rendered);
        boolean own = values == Values.EVERYTHING;
        Party postgresql = new Party("db", Map.of(), own ? "192.0.2.10" : "192.0.2.99");
        Party redis = new Party("cache", Map.of(), own ? "192.0.2.20" : "192.0.2.99");
        int redisPort = own ? 6380 : 6379;
        Party api = network.pod("api");
        Party gateway = network.pod("gateway");

        assertThat(network.allows(api, postgresql, databasePort(rendered))).isTrue();
        assertThat(network.allows(network.pod("migration"), postgresql, databasePort(rendered)))
                .isTrue();
        assertThat(network.allows(api, redis, redisPort)).isTrue();
        assertThat(network.allows(gateway, redis, redisPort)).isTrue();
        assertThat(network.allows(gateway, api, port(rendered, "api"))).isTrue();
        assertThat(network.allows(gateway, DNS, 53)).isTrue();
        assertThat(network.allows(api, DNS, 53)).isTrue();
        assertThat(network.allows(network.pod("migration"), DNS, 53)).isTrue();
        assertThat(network.allows(INGRESS_CONTROLLER, api, port(rendered, "api"))).isTrue();
        assertThat(network.allows(INGRESS_CONTROLLER, gateway, port(rendered, "gateway"))).isTrue();
        assertThat(network.allows(PROMETHEUS, api, port(rendered, "api"))).isTrue();
        assertThat(network.allows(PROMETHEUS, gateway, port(rendered, "gateway"))).isTrue();
    }

    @Test
    void controllersThatTheIngressHasWordsForReachTheNodes() {
        Network network = new Network(Chart.render(Values.MINIMAL));

        for (String namespace : new String[] {"traefik", "ingress-nginx"}) {
            Party controller = new Party(namespace, Map.of(), "10.244.0.7");
            assertThat(network.allows(controller, network.pod("api"), 8101)).isTrue();
            assertThat(network.allows(controller, network.pod("gateway"), 8080)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void nobodyElseReachesTheNodes(Values values) {
        Rendered rendered = Chart.render(values);
        Network network = new Network(rendered);
        Party stranger = new Party("talk", Map.of("app.kubernetes.io/name", "other"), "10.244.0.5");

        for (Party party : new Party[] {ELSEWHERE, stranger, network.pod("migration")}) {
            assertThat(network.allows(party, network.pod("api"), port(rendered, "api"))).isFalse();
            assertThat(network.allows(party, network.pod("gateway"), port(rendered, "gateway")))
                    .isFalse();
        }
        assertThat(
                        network.allows(
                                network.pod("api"),
                                network.pod("gateway"),
                                port(rendered, "gateway")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "gateway", "migration"})
    void nodesReachNothingElse(String component) {
        Network network = new Network(Chart.render(Values.EVERYTHING));

        assertThat(network.allows(network.pod(component), ELSEWHERE, 443)).isFalse();
        assertThat(network.allows(network.pod(component), ELSEWHERE, 6380)).isFalse();
        assertThat(network.allows(network.pod(component), ELSEWHERE, 5433)).isFalse();
        assertThat(network.allows(network.pod(component), ELSEWHERE, 53)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "gateway"})
    void nodesReachEveryServerOfARedisCluster(String component) {
        Network network =
                new Network(
                        Chart.render(
                                Values.DEFAULTS,
                                """
                                redis: {cluster: true}
                                networkPolicy:
                                  redis:
                                    - {ipBlock: {cidr: 192.0.2.20/32}}
                                    - {ipBlock: {cidr: 192.0.2.21/32}}
                                """));
        Party node = network.pod(component);

        assertThat(network.allows(node, new Party("a", Map.of(), "192.0.2.20"), 6379)).isTrue();
        assertThat(network.allows(node, new Party("b", Map.of(), "192.0.2.21"), 6379)).isTrue();
        assertThat(network.allows(node, new Party("c", Map.of(), "192.0.2.22"), 6379)).isFalse();
    }

    @Test
    void clusterWithoutIngressControllersIsClosed() {
        Rendered rendered =
                Chart.render(
                        Values.DEFAULTS, "networkPolicy: {ingressControllers: [], monitoring: []}");
        Network network = new Network(rendered);

        assertThat(network.allows(INGRESS_CONTROLLER, network.pod("gateway"), 8080)).isFalse();
        assertThat(network.allows(PROMETHEUS, network.pod("api"), 8101)).isFalse();
        assertThat(network.allows(network.pod("gateway"), network.pod("api"), 8101)).isTrue();
    }

    private static int port(Rendered rendered, String component) {
        return Rendered.containerOf(rendered.one("Deployment", component))
                .at("/ports/0/containerPort")
                .asInt();
    }

    private static int databasePort(Rendered rendered) {
        JsonNode api = Rendered.containerOf(rendered.one("Deployment", "api"));
        String url = Rendered.variable(api, "CHAT_DATABASE_URL").path("value").asText();
        return Integer.parseInt(url.replaceAll("^jdbc:postgresql://[^:]+:(\\d+)/.*", "$1"));
    }
}
