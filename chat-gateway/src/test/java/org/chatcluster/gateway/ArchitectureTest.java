package org.chatcluster.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The layering of the gateway.
final class ArchitectureTest {
    private static final String ROOT = "org.chatcluster.gateway";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption((Location location) -> !location.contains("/$"))
                    .importPackages(ROOT);

    @Test
    void apiIsNeverSeen() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.chatcluster.api..", "org.chatcluster.deploy..")
                .check(CLASSES);
    }

    @Test
    void featuresHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void redisIsKnownWhereItsConnectionsAreAlone() {
        noClasses()
                .that(are(resideInAPackage(ROOT + "..")))
                .and()
                .resideOutsideOfPackages(
                        ROOT + ".redis..",
                        ROOT + ".subscription",
                        ROOT + ".token",
                        ROOT + ".presence.redis")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.lettuce..")
                .check(CLASSES);
    }

    @Test
    void httpAndWebSocketsAreKnownAtTheEdgeAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + ".socket", ROOT + ".command", ROOT + ".internal", ROOT)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "io.micronaut.http..",
                                "io.micronaut.websocket..",
                                "io.netty.handler.codec.http.."))
                .check(CLASSES);
    }

    @Test
    void fanOutKnowsNoStoreNoSocketAndNoCommand() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".fanout")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".subscription",
                        ROOT + ".socket",
                        ROOT + ".command",
                        ROOT + ".internal",
                        ROOT + ".replay",
                        ROOT + ".redis")
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith(Inject.class).check(CLASSES);
    }

    @Test
    void staticsAreFinal() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void nothingHasSetters() {
        methods().should().haveNameNotMatching("set[A-Z].*").check(CLASSES);
    }

    @Test
    void configurationIsRecords() {
        classes()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should()
                .beRecords()
                .check(CLASSES);
    }

    @Test
    void databaseIsNeverReached() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void nothingWaitsForAFuture() {
        noClasses()
                .should()
                .callMethod(java.util.concurrent.CompletableFuture.class, "get")
                .orShould()
                .callMethod(java.util.concurrent.CompletableFuture.class, "join")
                .orShould()
                .callMethod(java.util.concurrent.Future.class, "get")
                .orShould()
                .callMethod(java.util.concurrent.Future.class, "get", long.class, TimeUnit.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
    }

    @Test
    void timeAndChanceComeFromTheClockAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".clock")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(CLASSES);
    }
}
