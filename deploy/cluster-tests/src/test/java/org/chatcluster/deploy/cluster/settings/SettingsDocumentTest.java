package org.chatcluster.deploy.cluster.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chatcluster.deploy.cluster.Checkout;
import org.junit.jupiter.api.Test;

/// `docs/settings.md` says what the configuration classes say.
final class SettingsDocumentTest {
    @Test
    void documentIsAsTheClassesAre() throws IOException {
        Path document = Checkout.root().resolve("docs/settings.md");
        String expected = new SettingsDocument().text();
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(document, expected);
        }

        assertThat(document).hasContent(expected);
    }
}
