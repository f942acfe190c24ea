package org.chatcluster.deploy.kubernetes.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatcluster.deploy.backends.process.Program;
import org.chatcluster.deploy.backends.process.Program.Readiness;
import org.chatcluster.deploy.kubernetes.chart.Rendered;

/// The container of a rendered workload, as a process on this machine.
///
/// @param secrets the values that the Secrets would have, by `name/key`
/// @param places texts of the cluster, and what stands for them here: names of services, folders
record Container(JsonNode workload, Map<String, String> secrets, Map<String, String> places) {
    private static final int TIMEOUT_MILLIS = 2_000;

    /// Returns the program: that jar, in nothing but the environment that the pod would have.
    Program program(Path jar) {
        Path java = Path.of(System.getProperty("java.home", ""), "bin", "java");
        return new Program(
                Rendered.componentOf(workload.at("/metadata/labels")),
                List.of(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toAbsolutePath().normalize().toString()),
                environment(),
                probe("readinessProbe"),
                Program.StopSignal.TERM);
    }

    /// Returns what asks as that probe does.
    Readiness probe(String name) {
        return _ -> status(container().path(name).at("/httpGet/path").asText()) == 200;
    }

    /// Returns the status of the answer to a GET, or -1 if there is none.
    int status(String path) {
        try {
            URI url = URI.create("http://127.0.0.1:" + port() + path);
            if (url.toURL().openConnection() instanceof HttpURLConnection connection) {
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                int status = connection.getResponseCode();
                connection.disconnect();
                return status;
            }
            return -1;
        } catch (IOException _) {
            return -1;
        }
    }

    /// Returns how long the process may take to end once it is told to.
    int secondsToStop() {
        return Rendered.podOf(workload).path("terminationGracePeriodSeconds").asInt()
                - container().at("/lifecycle/preStop/sleep/seconds").asInt();
    }

    private JsonNode container() {
        return Rendered.containerOf(workload);
    }

    private int port() {
        return container().at("/ports/0/containerPort").asInt();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (JsonNode variable : container().path("env")) {
            environment.put(variable.path("name").asText(), here(value(variable)));
        }
        return environment;
    }

    private String value(JsonNode variable) {
        JsonNode secret = variable.at("/valueFrom/secretKeyRef");
        if (secret.isObject()) {
            String key = secret.path("name").asText() + "/" + secret.path("key").asText();
            return secrets.getOrDefault(key, "no secret " + key);
        }
        return variable.at("/valueFrom/fieldRef/fieldPath").asText().equals("metadata.name")
                ? workload.at("/metadata/name").asText() + "-5d9c7b8f6d-x2k4q"
                : variable.path("value").asText();
    }

    private String here(String text) {
        String result = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            result = result.replace(place.getKey(), place.getValue());
        }
        return result;
    }
}
