package org.chatcluster.deploy.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.chatcluster.deploy.kubernetes.chart.Rendered;

/// The chart's network policies, decided as Kubernetes documents it: a pod that no policy of a
/// direction selects is open in it, and otherwise what one rule allows is allowed. Knows peers by
/// the labels that the chart's values use, networks of one address, and TCP and UDP alike.
///
/// @param rendered whose namespace is `talk`
record Network(Rendered rendered) {
    private static final String NAMESPACE = "talk";

    /// One end of a connection.
    ///
    /// @param labels of the pod
    record Party(String namespace, Map<String, String> labels, String address) {
        boolean has(JsonNode matchLabels) {
            return matchLabels.properties().stream()
                    .allMatch(
                            label -> label.getValue().asText().equals(labels.get(label.getKey())));
        }
    }

    /// Returns a pod of that component, as the chart labels it.
    Party pod(String component) {
        JsonNode labels = rendered.one("Deployment", "api").at("/spec/template/metadata/labels");
        return new Party(
                NAMESPACE,
                Map.of(
                        "app.kubernetes.io/name",
                        labels.path("app.kubernetes.io/name").asText(),
                        "app.kubernetes.io/instance",
                        labels.path("app.kubernetes.io/instance").asText(),
                        "app.kubernetes.io/component",
                        component),
                "10.244.0.100");
    }

    /// Returns whether one may connect to a port of the other.
    boolean allows(Party from, Party to, int port) {
        return isOpen(from, "Egress", "to", to, port) && isOpen(to, "Ingress", "from", from, port);
    }

    private boolean isOpen(Party pod, String type, String key, Party peer, int port) {
        JsonNode[] policies = policies(pod, type).toArray(JsonNode[]::new);
        return policies.length == 0
                || Stream.of(policies)
                        .flatMap(policy ->
                                policy.path("spec")
                                        .path(type.equals("Egress") ? "egress" : "ingress")
                                        .valueStream())
                        .anyMatch(rule -> hasPort(rule, port) && hasPeer(rule.path(key), peer));
    }

    private Stream<JsonNode> policies(Party pod, String type) {
        return rendered.all("NetworkPolicy").stream()
                .filter(policy -> pod.namespace().equals(NAMESPACE))
                .filter(policy -> pod.has(policy.at("/spec/podSelector/matchLabels")))
                .filter(policy ->
                        policy.at("/spec/policyTypes")
                                .valueStream()
                                .anyMatch(known -> known.asText().equals(type)));
    }

    private static boolean hasPort(JsonNode rule, int port) {
        return rule.path("ports").isEmpty()
                || rule.path("ports")
                        .valueStream()
                        .anyMatch(known -> known.path("port").asInt() == port);
    }

    private static boolean hasPeer(JsonNode peers, Party party) {
        return peers.isEmpty() || peers.valueStream().anyMatch(peer -> is(peer, party));
    }

    private static boolean is(JsonNode peer, Party party) {
        if (peer.has("ipBlock")) {
            return peer.at("/ipBlock/cidr").asText().equals(party.address() + "/32");
        }
        boolean namespace =
                peer.has("namespaceSelector")
                        ? peer.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                                .asText()
                                .equals(party.namespace())
                        : party.namespace().equals(NAMESPACE);
        return namespace
                && (!peer.has("podSelector") || party.has(peer.at("/podSelector/matchLabels")));
    }
}
