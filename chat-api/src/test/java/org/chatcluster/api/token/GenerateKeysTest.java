package org.chatcluster.api.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateKeysTest {
    @TempDir Path folder;

    @Test
    void privateHalfStaysInTheSigningFile() throws Exception {
        GenerateKeys.into(folder);

        Path signing = folder.resolve("signing-keys.json");
        JWKSet verification = JWKSet.load(folder.resolve("verification-keys.json").toFile());
        assertThat(JWKSet.load(signing.toFile()).getKeys()).allMatch(key -> key.isPrivate());
        assertThat(verification.getKeys()).hasSize(1).noneMatch(key -> key.isPrivate());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(signing)))
                .isEqualTo("rw-------");
    }

    @Test
    void existingKeysStay() throws Exception {
        GenerateKeys.into(folder);
        String before = Files.readString(folder.resolve("signing-keys.json"));

        GenerateKeys.into(folder);

        assertThat(folder.resolve("signing-keys.json")).hasContent(before);
    }

    @Test
    void lostVerificationFileIsMadeAgainFromTheSameKey() throws Exception {
        GenerateKeys.into(folder);
        String before = Files.readString(folder.resolve("verification-keys.json"));
        Files.delete(folder.resolve("verification-keys.json"));

        GenerateKeys.into(folder);

        assertThat(folder.resolve("verification-keys.json")).hasContent(before);
    }
}
