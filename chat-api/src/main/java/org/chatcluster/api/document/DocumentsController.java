package org.chatcluster.api.document;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;

/// Leads people to the API documents, and serves them: the OpenAPI document also where Swagger UI
/// looks for it. Both are made ready by the first call, which therefore does not run on an event
/// loop.
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
class DocumentsController {
    private static final String YAML = "application/yaml";

    private final BeanProvider<OpenApiDocument> openApi;
    private final BeanProvider<AsyncApiDocument> asyncApi;

    DocumentsController(
            BeanProvider<OpenApiDocument> openApi, BeanProvider<AsyncApiDocument> asyncApi) {
        this.openApi = openApi;
        this.asyncApi = asyncApi;
    }

    @Get
    HttpResponse<?> home() {
        return HttpResponse.status(HttpStatus.FOUND)
                .headers(headers -> headers.location(URI.create("/docs")));
    }

    @Get(
            uris = {"/openapi.yml", "/swagger/openapi.yml"},
            produces = YAML)
    @ExecuteOn(TaskExecutors.BLOCKING)
    String openApi() {
        return openApi.get().text();
    }

    @Get(value = "/asyncapi.yml", produces = YAML)
    @ExecuteOn(TaskExecutors.BLOCKING)
    String asyncApi() {
        return asyncApi.get().text();
    }
}
