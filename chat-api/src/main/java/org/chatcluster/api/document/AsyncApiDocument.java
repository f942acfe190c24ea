package org.chatcluster.api.document;

import io.micronaut.core.io.ResourceLoader;
import jakarta.inject.Singleton;

/// `docs/asyncapi.yml`, which the build puts among the resources as it is.
@Singleton
final class AsyncApiDocument {
    private final String text;

    AsyncApiDocument(ResourceLoader resources) {
        this.text = Texts.read(resources, "asyncapi/asyncapi.yml");
    }

    String text() {
        return text;
    }
}
