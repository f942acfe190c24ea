package org.chatcluster.api.document;

import io.micronaut.core.io.ResourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Texts among the resources.
final class Texts {
    private Texts() {}

    static String read(ResourceLoader resources, String path) {
        try (InputStream in = resources.getResourceAsStream(path).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
