package org.chatcluster.deploy.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chatcluster.deploy.standalone.cluster.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisorTest {
    @TempDir private Path directory;

    @Test
    void unknownSettingStopsTheStartBeforeAnythingIsDone() {
        Path data = directory.resolve("data");
        var applications =
                StandIn.applications().withEnvironment(Map.of("CHAT_SOKET_MAX_AGE", "1h"));

        int code = Supervisor.run(applications, data, List.of());

        assertThat(code).isEqualTo(2);
        assertThat(data).doesNotExist();
    }
}
