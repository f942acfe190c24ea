package org.chatcluster.deploy.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartCacheTest {
    private static final FileTime BUILT = FileTime.fromMillis(1_000_000);

    @TempDir private Path directory;

    private Path jar;
    private Path cacheFile;
    private StartCache cache;

    @BeforeEach
    void build() throws IOException {
        jar = Files.createFile(directory.resolve("app.jar"));
        Files.setLastModifiedTime(jar, BUILT);
        cacheFile = directory.resolve("app.jar.aot");
        cache = new StartCache(jar);
    }

    @Test
    void aCacheMadeAfterTheJarIsUsed() throws IOException {
        Files.createFile(cacheFile);

        assertThat(cache.isFresh()).isTrue();
        assertThat(cache.flags())
                .containsExactly("-XX:AOTCache=" + cacheFile, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    @Test
    void anAbsentCacheOrOneOfAnEarlierBuildIsNot() throws IOException {
        assertThat(cache.isFresh()).isFalse();
        assertThat(cache.flags()).isEmpty();

        Files.setLastModifiedTime(Files.createFile(cacheFile), BUILT);

        assertThat(cache.isFresh()).isFalse();
        assertThat(cache.flags()).isEmpty();
    }

    @Test
    void recordingIsTheSameCommandWithAPlaceForTheCache() {
        assertThat(cache.recording(List.of("java", "-Xmx1g", "-jar", jar.toString())))
                .containsExactly(
                        "java",
                        "-XX:AOTCacheOutput=" + directory.resolve("app.jar.aot-unfinished"),
                        "-Xlog:aot=off",
                        "-Xmx1g",
                        "-jar",
                        jar.toString());
    }

    @Test
    void onlyWhatWasWrittenWholeIsPutInPlace() throws IOException {
        cache.finish();
        assertThat(cacheFile).doesNotExist();

        Files.writeString(directory.resolve("app.jar.aot-unfinished"), "whole");
        cache.finish();
        assertThat(cacheFile).hasContent("whole");

        Files.createFile(directory.resolve("app.jar.aot-unfinished"));
        Files.createFile(directory.resolve("app.jar.aot-unfinished.config"));
        cache.discard();
        assertThat(directory).isDirectoryNotContaining("glob:**unfinished*");
        assertThat(cacheFile).hasContent("whole");
        assertThat(jar).exists();
    }
}
