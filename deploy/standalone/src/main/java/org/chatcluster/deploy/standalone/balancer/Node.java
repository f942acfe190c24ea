package org.chatcluster.deploy.standalone.balancer;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;

/// What is known of one node's health. Checked by one thread at a time, read by any.
final class Node {
    /// A node that collects garbage or waits for a busy machine is not dead yet.
    private static final int SILENCES_UNTIL_DEAD = 2;

    private static final int LIMIT_MILLIS = 2_000;
    private static final int OK = 200;

    private final URI url;
    private volatile boolean ready;
    private volatile boolean answers;
    private int silences;

    Node(URI url) {
        this.url = url;
    }

    URI url() {
        return url;
    }

    /// Returns whether it said at the last check that it is ready.
    boolean isReady() {
        return ready;
    }

    /// Returns whether it answered at the last check, ready or not.
    boolean answers() {
        return answers;
    }

    /// Asks the node, for a few seconds at most.
    void check() {
        try {
            ready = readinessStatus() == OK;
            answers = true;
            silences = 0;
        } catch (SocketTimeoutException _) {
            silences++;
            if (silences >= SILENCES_UNTIL_DEAD) {
                isSilent();
            }
        } catch (IOException _) {
            isSilent();
        }
    }

    private int readinessStatus() throws IOException {
        URLConnection connection = url.resolve("/health/readiness").toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        if (connection instanceof HttpURLConnection http) {
            try {
                return http.getResponseCode();
            } finally {
                http.disconnect();
            }
        }
        throw new IOException("not an HTTP URL: " + url);
    }

    private void isSilent() {
        ready = false;
        answers = false;
    }
}
