package org.chatcluster.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.chatcluster.deploy.chaos.cluster.Switch;
import org.chatcluster.deploy.chaos.fault.FaultKind;
import org.chatcluster.deploy.chaos.history.Due;
import org.junit.jupiter.api.Test;

final class ChaosOptionsTest {
    private static final Path DIRECTORY = Path.of("target");

    @Test
    void nothingGivenIsAShortRunWithANewSeed() {
        ChaosOptions options = parse();

        assertThat(options.time()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.seed()).isEqualTo(42);
        assertThat(options.without()).isEqualTo(Switch.NOTHING);
        assertThat(options.json()).isEqualTo(DIRECTORY.resolve("report.json"));
    }

    @Test
    void everyOptionIsTaken() {
        ChaosOptions options =
                parse("--minutes", "0.5", "--seed", "7", "--without-replay", "--json", "a.json");

        assertThat(options.time()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.seed()).isEqualTo(7);
        assertThat(options.without()).isEqualTo(Switch.REPLAY);
        assertThat(options.json()).isEqualTo(Path.of("a.json"));
        assertThat(options.heading()).contains("seed 7", "without replay");
    }

    @Test
    void longerRunsPauseLonger() {
        assertThat(parse("--minutes", "3").pause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(parse("--minutes", "10").pause()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void runThatIsLongEnoughOwesEveryKindOfFaultAndDepartures() {
        assertThat(parse("--minutes", "10").due().kinds()).containsOnly(FaultKind.values());
        assertThat(parse("--minutes", "3").due()).isEqualTo(new Due(Set.of(), true));
        assertThat(parse("--minutes", "2").due()).isEqualTo(new Due(Set.of(), true));
        assertThat(parse("--minutes", "1").due()).isEqualTo(new Due(Set.of(), false));
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        for (String[] bad :
                new String[][] {
                    {"--hours", "1"}, {"--minutes"}, {"--minutes", "-1"}, {"--seed", "x"}
                }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(bad))
                    .withMessageContaining(bad[0]);
        }
    }

    private static ChaosOptions parse(String... arguments) {
        return ChaosOptions.parse(DIRECTORY, 42, List.of(arguments));
    }
}
