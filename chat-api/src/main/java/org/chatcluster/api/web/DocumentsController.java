package org.chatcluster.api.web;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Leads people to the API documents, and serves the OpenAPI document that the build generates.
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
class DocumentsController {
    private static final String DOCUMENT = "META-INF/swagger/openapi.yml";

    private final String document;

    DocumentsController(ResourceLoader resources) {
        try (InputStream in = resources.getResourceAsStream(DOCUMENT).orElseThrow()) {
            document = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Get
    HttpResponse<?> home() {
        return HttpResponse.status(HttpStatus.FOUND)
                .headers(headers -> headers.location(URI.create("/docs")));
    }

    @Get(value = "/openapi.yml", produces = "application/yaml")
    String openapi() {
        return document;
    }
}
