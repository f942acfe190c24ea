package org.chatcluster.deploy.loadtest.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.chatcluster.deploy.loadtest.process.Jcmd;

/// Flight recordings of the cluster's Java processes, if the settings ask for them.
public final class Recordings {
    private final Stage stage;
    private final Settings settings;
    private final Jcmd jcmd = new Jcmd(Path.of(System.getProperty("java.home")));

    private Recordings(Stage stage, Settings settings) {
        this.stage = stage;
        this.settings = settings;
    }

    public static Recordings start(Stage stage, Settings settings) {
        Recordings recordings = new Recordings(stage, settings);
        if (settings.profile().isPresent()) {
            recordings.jcmd.startRecordings(stage.cluster().pids(), stage.cluster().javaNames());
        }
        return recordings;
    }

    public void stop() {
        settings.profile()
                .ifPresent(folder -> {
                    try {
                        jcmd.stopRecordings(
                                stage.cluster().pids(), stage.cluster().javaNames(), folder);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                });
    }
}
