package org.chatcluster.deploy.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chatcluster.deploy.kubernetes.chart.Chart;
import org.chatcluster.deploy.kubernetes.chart.Rendered;
import org.chatcluster.deploy.kubernetes.chart.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/// Which path leads where, by the rules that Kubernetes has for an Ingress.
class RoutesTest {
    private static final Path OPEN_API =
            Path.of("../../chat-api/target/classes/META-INF/swagger/openapi.yml");

    private final Rendered rendered = Chart.render(Values.MINIMAL);

    @Test
    void everyCallOfTheContractReachesTheApi() throws IOException {
        Set<String> paths = paths();

        assertThat(paths).hasSizeGreaterThan(30);
        assertThat(paths)
                .allSatisfy(path ->
                        assertThat(service(path.replaceAll("\\{[^}]*}", "1")))
                                .as(path)
                                .isEqualTo("chat-api"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/docs/index.html",
                "/openapi.yml",
                "/swagger/openapi.yml",
                "/asyncapi.yml",
                "/.well-known/jwks.json"
            })
    void documentsAndKeysReachTheApi(String path) {
        assertThat(service(path)).isEqualTo("chat-api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/connect"})
    void socketsReachTheGateways(String path) {
        assertThat(service(path)).isEqualTo("chat-gateway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal",
                "/internal/replay",
                "/internal/connect/chats",
                "/prometheus",
                "/health",
                "/health/readiness",
                "/apis",
                "/ws/more"
            })
    void whatIsTheClustersOwnIsNotReached(String path) {
        assertThat(service(path)).isEqualTo("nothing");
    }

    @Test
    void silentSocketsStayAndStayOutOfTheAccessLog() {
        JsonNode annotations = ingress("gateway").at("/metadata/annotations");

        assertThat(annotations.path("nginx.ingress.kubernetes.io/proxy-read-timeout").asInt())
                .isGreaterThanOrEqualTo(3_600);
        assertThat(annotations.path("nginx.ingress.kubernetes.io/proxy-buffering").asText())
                .isEqualTo("off");
        assertThat(annotations.path("nginx.ingress.kubernetes.io/enable-access-log").asText())
                .isEqualTo("false");
        assertThat(
                        annotations
                                .path(
                                        "traefik.ingress.kubernetes.io/router.observability.accesslogs")
                                .asText())
                .isEqualTo("false");
    }

    @Test
    void classIsTheClustersOwnUnlessItIsSaid() {
        assertThat(rendered.all("Ingress"))
                .hasSize(2)
                .allMatch(ingress -> ingress.at("/spec/ingressClassName").isMissingNode());
        assertThat(Chart.render(Values.EVERYTHING).all("Ingress"))
                .hasSize(2)
                .allMatch(ingress ->
                        ingress.at("/spec/ingressClassName").asText().equals("internal"));
    }

    private JsonNode ingress(String component) {
        return rendered.one("Ingress", component);
    }

    private String service(String path) {
        return rendered.all("Ingress").stream()
                .flatMap(ingress -> ingress.at("/spec/rules/0/http/paths").valueStream())
                .filter(route -> leads(route, path))
                .max(
                        Comparator.comparing(RoutesTest::isExact)
                                .thenComparingInt(route -> route.path("path").asText().length()))
                .map(route -> route.at("/backend/service/name").asText())
                .orElse("nothing");
    }

    /// A prefix is one of whole elements.
    private static boolean leads(JsonNode route, String path) {
        String own = route.path("path").asText();
        return path.equals(own) || (!isExact(route) && path.startsWith(own + "/"));
    }

    private static boolean isExact(JsonNode route) {
        String type = route.path("pathType").asText();
        assertThat(List.of("Exact", "Prefix")).contains(type);
        return type.equals("Exact");
    }

    private static Set<String> paths() throws IOException {
        try (var reader = Files.newBufferedReader(OPEN_API)) {
            Map<String, Object> document = new Yaml().load(reader);
            return document.get("paths") instanceof Map<?, ?> paths
                    ? paths.keySet().stream().map(String::valueOf).collect(Collectors.toSet())
                    : Set.of();
        }
    }
}
