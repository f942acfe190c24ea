package org.chatcluster.deploy.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {
    private static final Path DEFAULT = Path.of("default");

    @Test
    void withoutArgumentsTheDefaultsHold() {
        assertThat(parse()).isEqualTo(new Options(8000, 1, 2, DEFAULT, false, false));
    }

    @Test
    void everyOptionIsTaken() {
        Options expected = new Options(9000, 3, 4, Path.of("d"), true, true);

        assertThat(
                        parse(
                                "--port",
                                "9000",
                                "--apis",
                                "3",
                                "--gateways",
                                "4",
                                "--data",
                                "d",
                                "--fresh",
                                "--help"))
                .isEqualTo(expected);
        assertThat(parse("--port=9000", "--apis=3", "--gateways=4", "--data=d", "--fresh", "-h"))
                .isEqualTo(expected);
    }

    @Test
    void whatMakesNoSenseIsRefusedInOneSentence() {
        refused("there is no option --colour, see --help.", "--colour", "red");
        refused("there is no option now, see --help.", "now");
        refused("--port wants a number from 1 to 65535, not \"x\".", "--port", "x");
        refused("--port wants a number from 1 to 65535, not \"65536\".", "--port", "65536");
        refused("--gateways wants a number from 1 to 16, not \"0\".", "--gateways=0");
        refused("--apis wants a number from 1 to 16, not \"17\".", "--apis", "17");
        refused("--data wants a value, see --help.", "--data");
        refused("--data wants a value, see --help.", "--data", "--fresh");
    }

    @Test
    void everyOptionIsExplained() {
        assertThat(Options.USAGE)
                .contains("--port", "--gateways", "--apis", "--data", "--fresh", "--help");
    }

    private static Options parse(String... arguments) {
        return Options.parse(DEFAULT, List.of(arguments));
    }

    private static void refused(String sentence, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(Options.BadOption.class)
                .hasMessage(sentence);
    }
}
