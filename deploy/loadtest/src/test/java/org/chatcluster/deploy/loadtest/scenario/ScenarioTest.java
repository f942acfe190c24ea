package org.chatcluster.deploy.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chatcluster.deploy.loadtest.cluster.Cluster;
import org.chatcluster.deploy.loadtest.fake.FakeChat;
import org.chatcluster.deploy.loadtest.fake.FakePopulation;
import org.chatcluster.deploy.loadtest.fake.Fault;
import org.chatcluster.deploy.loadtest.population.PopulationSource.Kind;
import org.chatcluster.deploy.loadtest.report.Report;
import org.chatcluster.deploy.loadtest.socket.Target;
import org.chatcluster.deploy.loadtest.stage.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
    private static final Traffic GROUPS = new Traffic(Kind.GROUP, 4, 5, 400, 8, false);

    @Test
    void faultlessServerIsFoundFaultless() {
        Report report = run(5, Fault.NONE, Scenario.traffic(GROUPS));

        assertThat(report.failures()).isEmpty();
        assertThat(count(report, "sent")).isEqualTo(200);
        assertThat(count(report, "acked")).isEqualTo(200);
        assertThat(count(report, "delivered")).isEqualTo(1_000);
        assertThat(count(report, "repeated")).isZero();
        assertThat(report.text()).contains("send to delivery", "load generator");
    }

    @ParameterizedTest
    @CsvSource({
        "LOSE, lost, 1 lost",
        "MISDELIVER, misdelivered, 1 misdelivered",
        "IGNORE, unanswered, 1 unanswered"
    })
    void faultIsCountedExactlyAndFailsTheRun(Fault fault, String name, String failure) {
        Report report = run(5, fault, Scenario.traffic(GROUPS));

        assertThat(count(report, name)).isEqualTo(1);
        assertThat(report.failures()).containsExactly(failure);
    }

    @Test
    void repeatedFrameIsCountedAndIsNoFailure() {
        Report report = run(5, Fault.REPEAT, Scenario.traffic(GROUPS));

        assertThat(count(report, "repeated")).isEqualTo(1);
        assertThat(count(report, "delivered")).isEqualTo(1_000);
        assertThat(report.failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void refusedMessageIsCountedByItsCode(boolean rest) {
        Traffic traffic = new Traffic(Kind.DIRECT, 4, 2, 400, 8, rest);

        Report report = run(2, Fault.REFUSE, Scenario.traffic(traffic));

        assertThat(count(report, "refused")).isEqualTo(1);
        assertThat(report.value("errors", "not_found")).isEqualTo(1L);
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void closedSocketIsCountedAndWhatItMissedIsLost() {
        Report report = run(5, Fault.CLOSE, Scenario.traffic(GROUPS));

        assertThat(count(report, "disconnected")).isEqualTo(1);
        assertThat(report.value("disconnected", "closed with 1013")).isEqualTo(1L);
        assertThat(count(report, "lost")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void closedLoopFinishesWhatItBegan(boolean rest) {
        Traffic traffic = new Traffic(Kind.DIRECT, 6, 2, 0, 8, rest);

        Report report = run(2, Fault.NONE, Scenario.traffic(traffic));

        assertThat(report.failures()).isEmpty();
        assertThat(count(report, "sent")).isGreaterThan(100);
        assertThat(count(report, "acked")).isEqualTo(count(report, "sent"));
        assertThat(count(report, "delivered")).isEqualTo(2 * count(report, "sent"));
    }

    @Test
    void stormEndsWhenAllReceiveAgain() {
        Report report = run(5, Fault.NONE, Scenario.storm(6, 5, 2, 3));

        assertThat(report.failures()).isEmpty();
        assertThat((Double) column(report, 2, "all resumed")).isPositive();
        assertThat((Double) column(report, 2, "all receiving")).isPositive();
        assertThat(column(report, 2, "paced 503")).isEqualTo(0L);
        assertThat(report.value("hellos by node", "fake-1")).isEqualTo(90L);
        assertThat(count(report, "sent")).isEqualTo(probes(report, 2) + 2 * 6 * 3);
        assertThat(count(report, "delivered")).isEqualTo(5 * count(report, "sent"));
    }

    @Test
    void stormWithNothingMissedStillResumes() {
        Report report = run(5, Fault.NONE, Scenario.storm(6, 5, 1, 0));

        assertThat(report.failures()).isEmpty();
        assertThat((Double) column(report, 1, "all resumed")).isPositive();
        assertThat(count(report, "sent")).isEqualTo(probes(report, 1));
    }

    @Test
    void whatAResumeDoesNotBringIsLost() {
        Report report = run(5, Fault.FORGET, Scenario.storm(6, 5, 1, 3));

        assertThat(report.failures())
                .containsExactly("1 lost", "1 resumed without all that they missed");
    }

    @Test
    void refusedResumeIsAnErrorAndIsRepeated() {
        Report report = run(5, Fault.DEFER, Scenario.storm(6, 5, 1, 1));

        assertThat(report.failures()).containsExactly("1 errors");
        assertThat(report.value("errors", "unavailable to resume")).isEqualTo(1L);
        assertThat((Double) column(report, 1, "all resumed")).isGreaterThan(1_000);
    }

    @Test
    void pacedUpgradeIsHeededAndIsNoFailure() {
        Report report = run(5, Fault.PACE, Scenario.storm(6, 5, 1, 1));

        assertThat(report.failures()).isEmpty();
        assertThat(column(report, 1, "paced 503")).isEqualTo(1L);
        assertThat(column(report, 1, "connects retried")).isEqualTo(0L);
        assertThat((Double) column(report, 1, "all hello")).isBetween(1_000.0, 5_000.0);
    }

    @Test
    void upgradeRefusedWithoutATimeIsAnError() {
        Report report = run(5, Fault.TURN_AWAY, Scenario.storm(6, 5, 1, 1));

        assertThat(report.failures()).containsExactly("1 errors");
        assertThat(column(report, 1, "paced 503")).isEqualTo(0L);
        assertThat(column(report, 1, "connects retried")).isEqualTo(1L);
        assertThat(report.value("errors", "not opened: answered HTTP/1.1 503 Service Unavailable"))
                .isEqualTo(1L);
    }

    private static long probes(Report report, int storms) {
        return IntStream.rangeClosed(1, storms)
                .mapToLong(storm -> (Long) column(report, storm, "messages"))
                .sum();
    }

    private static Object column(Report report, int storm, String name) {
        Map<?, ?> columns = (Map<?, ?>) report.value("storms, ms", "storm " + storm);
        return Objects.requireNonNull(columns.get(name));
    }

    private static long count(Report report, String name) {
        return (Long) report.value("counts", name);
    }

    private static Report run(int members, Fault fault, Scenario scenario) {
        try (FakeChat server = new FakeChat(members, fault)) {
            Target target = new Target("127.0.0.1", server.port());
            Cluster cluster =
                    new Cluster(
                            target,
                            List.of(target),
                            List.of(target),
                            new Cluster.Database("", "", ""),
                            Path.of(""),
                            Map.of("server", ProcessHandle.current().pid()));
            Settings settings =
                    new Settings(
                            new Settings.Wiring(false, 2, 100, 8),
                            Duration.ZERO,
                            Duration.ofMillis(500),
                            Duration.ofMillis(300),
                            Optional.empty());
            PrintStream silent =
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
            return scenario.run(cluster, new FakePopulation(), settings, silent);
        }
    }
}
