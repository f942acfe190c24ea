package org.chatcluster.deploy.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir private Path parent;

    @Test
    void anAbsentFolderIsMadeAndMarked() throws IOException {
        Path path = parent.resolve("a/b");

        try (DataFolder folder = DataFolder.open(path, false)) {
            assertThat(folder.path()).isEqualTo(path);
        }

        assertThat(path.resolve("VERSION")).hasContent("chat-cluster data 1");
    }

    @Test
    void freshWipesAFolderOfOurs() throws IOException {
        DataFolder.open(parent, false).close();
        Path old = Files.createDirectories(parent.resolve("postgres/data"));

        DataFolder.open(parent, false).close();
        assertThat(old).exists();

        DataFolder.open(parent, true).close();
        assertThat(parent.resolve("postgres")).doesNotExist();
        assertThat(parent.resolve("VERSION")).exists();
    }

    @Test
    void theMarkerIsWrittenOnce() throws IOException {
        DataFolder.open(parent, false).close();
        FileTime before = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(parent.resolve("VERSION"), before);

        DataFolder.open(parent, false).close();

        assertThat(Files.getLastModifiedTime(parent.resolve("VERSION"))).isEqualTo(before);
    }

    @Test
    void aStartThatWasCutShortBeforeTheMarkerCanBeRepeated() throws IOException {
        Files.writeString(parent.resolve("lock"), "1\n");
        Files.createFile(parent.resolve("VERSION.new"));

        DataFolder.open(parent, false).close();

        assertThat(parent.resolve("VERSION")).hasContent("chat-cluster data 1");
        assertThat(parent.resolve("VERSION.new")).doesNotExist();
    }

    @Test
    void aFolderOfSomebodyElseIsNeverTouched() throws IOException {
        Path photo = Files.writeString(parent.resolve("photo.jpg"), "dear");

        assertThatThrownBy(() -> DataFolder.open(parent, true))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("holds something else than data of deploy/up");
        assertThat(photo).hasContent("dear");
        assertThat(parent).isDirectoryNotContaining(path -> !path.equals(photo));
    }

    @Test
    void aFileIsRefused() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.open(file, false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not a folder");
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        Files.writeString(parent.resolve("VERSION"), "chat-cluster data 2\n");

        assertThatThrownBy(() -> DataFolder.open(parent, true))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("was written by a newer version");
        assertThat(parent.resolve("VERSION")).hasContent("chat-cluster data 2");
    }
}
