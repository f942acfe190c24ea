package org.chatcluster.deploy.cluster.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The metrics of one node, as Prometheus gets them.
record Scrape(List<String> samples) {
    Scrape {
        samples = List.copyOf(samples);
    }

    /// Asks a node.
    static Scrape of(URI node) {
        HttpResponse<String> answer = get(node, "/prometheus");
        if (answer.statusCode() != 200) {
            throw new AssertionError(node + " answered " + answer.statusCode());
        }
        return new Scrape(answer.body().lines().filter(line -> !line.startsWith("#")).toList());
    }

    /// Gets a path without the suite's own headers and checks.
    ///
    /// @param headers names and values in turn
    static HttpResponse<String> get(URI node, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Returns the names of all metrics.
    Set<String> names() {
        return samples.stream()
                .map(sample -> sample.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    /// Returns the sum of a metric over its labels.
    double sum(String name) {
        return samples.stream()
                .filter(sample -> sample.startsWith(name + "{") || sample.startsWith(name + " "))
                .mapToDouble(
                        sample -> Double.parseDouble(sample.substring(sample.lastIndexOf(' '))))
                .sum();
    }
}
