package org.chatcluster.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.chatcluster.deploy.chaos.cluster.Switch;
import org.chatcluster.deploy.chaos.verdict.Report;
import org.chatcluster.deploy.cluster.Checkout;
import org.chatcluster.deploy.cluster.OneTry;
import org.junit.jupiter.api.Test;

/// The short form of `deploy/chaos`.
final class ChaosIT {
    private static final Duration TIME = Duration.ofSeconds(110);
    private static final long SEED = 20_260_131;

    @OneTry
    @Test
    void everyPromiseHoldsWhateverDies() throws InterruptedException {
        Path directory = Checkout.root().resolve("deploy/cluster-tests/target/chaos-it");
        ChaosOptions options = ChaosOptions.of(TIME, SEED, Switch.NOTHING, directory);

        Report report = new ChaosRun(options, System.out::println).run(Checkout.root());

        System.out.print(report.table());
        assertThat(report.verdict().holds()).as(report.table()).isTrue();
    }
}
