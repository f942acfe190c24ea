package org.chatcluster.deploy.standalone.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.chatcluster.deploy.backends.process.Program;

/// A program serves when a GET of this URL is answered with that status.
record HttpReadiness(URI url, int status) implements Program.Readiness {
    private static final int TIMEOUT_MILLIS = 2_000;

    @Override
    public boolean isReady(long pid) {
        try {
            HttpURLConnection connection = connection();
            try {
                return connection.getResponseCode() == status;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }

    private HttpURLConnection connection() throws IOException {
        if (url.toURL().openConnection() instanceof HttpURLConnection connection) {
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
        throw new UncheckedIOException(new IOException("not an HTTP URL: " + url));
    }
}
