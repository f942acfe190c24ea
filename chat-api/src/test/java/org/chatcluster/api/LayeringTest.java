package org.chatcluster.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The layering of `docs/architecture.md`.
class LayeringTest {
    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(LayeringTest::isWrittenByHand)
                    .importPackages("org.chatcluster.api", "org.chatcluster.common");

    private static boolean isWrittenByHand(Location location) {
        return !location.contains("/$");
    }

    @Test
    void apiNeverSeesTheGateway() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.chatcluster.gateway.."));
    }

    @Test
    void commonSeesNoFeature() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("org.chatcluster.common..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.chatcluster.api.."));
    }

    @Test
    void featuresHaveNoCycles() {
        check(slices().matching("org.chatcluster.api.(*)..").should().beFreeOfCycles());
    }

    @Test
    void httpStaysAtTheEdge() {
        check(
                noClasses()
                        .that()
                        .haveNameNotMatching(".*(Controller|Filter|Binder)(\\$.*)?")
                        .and()
                        .resideOutsideOfPackages(
                                "org.chatcluster.api.web..", "org.chatcluster.api.problem..")
                        .and()
                        .doNotHaveFullyQualifiedName("org.chatcluster.api.token.VerifiedTokens")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.micronaut.http.."));
    }

    @Test
    void sqlStaysInRepositoriesAndDatabase() {
        check(
                noClasses()
                        .that()
                        .haveNameNotMatching(".*Repository(\\$.*)?")
                        .and()
                        .resideOutsideOfPackages(
                                "org.chatcluster.api.database..", "org.chatcluster.api.problem..")
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching(
                                "java\\.sql\\.(Statement|PreparedStatement|ResultSet|DriverManager)"
                                        + "|javax\\.sql\\..*|io\\.micronaut\\.data\\.annotation\\.Query"));
    }

    @Test
    void redisStaysInItsAdapters() {
        check(
                noClasses()
                        .that()
                        .haveSimpleNameNotStartingWith("Redis")
                        .and()
                        .resideOutsideOfPackages(
                                "org.chatcluster.api.fanout..", "org.chatcluster.api.limit..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.lettuce.."));
    }

    @Test
    void nothingIsInjectedIntoFields() {
        check(
                fields().should()
                        .notBeAnnotatedWith("jakarta.inject.Inject")
                        .andShould()
                        .notBeAnnotatedWith("io.micronaut.context.annotation.Value"));
    }

    @Test
    void fieldsAreFinal() {
        check(
                fields().that()
                        .areNotAnnotatedWith("java.lang.SuppressWarnings")
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotEnums()
                        .and()
                        .areStatic()
                        .should()
                        .beFinal());
    }

    @Test
    void wallClockRandomIdsAndSleepsStayBehindTheClock() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.chatcluster.api.clock..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Thread.class, "sleep", long.class));
    }

    @Test
    void requestsAnswersAndConfigurationAreRecords() {
        check(
                classes()
                        .that()
                        .areAnnotatedWith(Serdeable.class)
                        .or()
                        .areAnnotatedWith(ConfigurationProperties.class)
                        .should()
                        .beRecords());
    }

    @Test
    void exceptionsAreFinalAndUnchecked() {
        check(
                classes()
                        .that()
                        .areAssignableTo(Throwable.class)
                        .should()
                        .beAssignableTo(RuntimeException.class)
                        .andShould()
                        .haveModifier(JavaModifier.FINAL));
    }

    private void check(ArchRule rule) {
        rule.check(OURS);
    }
}
