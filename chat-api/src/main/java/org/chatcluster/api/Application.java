package org.chatcluster.api;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/// Starts an API node.
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Chat cluster",
                        version = "1",
                        description =
                                "REST half of the contract. Live events come over `/ws`; see the protocol"
                                        + " document."),
        security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(
        name = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT")
public final class Application {
    private Application() {}

    /// Runs until the process is told to stop.
    public static void main(String[] args) {
        Micronaut.build(args).banner(false).start();
    }
}
