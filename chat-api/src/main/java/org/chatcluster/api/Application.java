package org.chatcluster.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.chatcluster.api.database.DatabaseConfig;
import org.chatcluster.api.database.Schema;
import org.chatcluster.api.drain.Drain;
import org.chatcluster.api.settings.StartFailure;
import org.chatcluster.node.log.LastLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts an API node, or migrates the database and ends, if `chat.database.migrate` is `only`.
/// SIGTERM drains it.
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
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private Application() {}

    /// Runs until the process is told to stop. If it can't start, says why in one sentence and
    /// exits with 1.
    public static void main(String[] args) {
        ApplicationContext context = ApplicationContext.builder().args(args).banner(false).build();
        try {
            Environment settings = context.getEnvironment().start();
            if (DatabaseConfig.onlyMigrates(settings)) {
                Schema.of(settings).migrate();
                LOG.info("nothing is left to migrate");
                LastLines.write();
            } else {
                serve(context);
            }
        } catch (RuntimeException e) {
            System.err.println("chat-api can't start: " + StartFailure.sentence(e));
            context.close();
            LastLines.write();
            System.exit(1);
        }
    }

    private static void serve(ApplicationContext context) {
        context.start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context, server), "stop"));
        LOG.info("api started port={}", server.getPort());
    }

    private static void stop(ApplicationContext context, EmbeddedServer server) {
        LOG.info("api stops");
        context.getBean(Drain.class).drain(server);
        context.close();
        LastLines.write();
    }
}
