package org.chatcluster.deploy.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "groups --rate 0",
                "groups --rate fast",
                "groups --groups 1000 --members 1000",
                "groups --duration 1201",
                "groups --payload 20",
                "direct --via mail",
                "idle --sockets 20001",
                "storm --sockets 4001",
                "storm --missed -1",
                "groups --cluster /nowhere"
            })
    void badOptionExitsWithTwo(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThat(LoadTest.execute(arguments)).isEqualTo(LoadTest.BAD_OPTIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "groups --help", "direct --help", "idle -h", "storm -h"})
    void helpIsNoFailure(String line) {
        assertThat(LoadTest.execute(line.split(" ", -1))).isEqualTo(LoadTest.GOOD);
    }
}
