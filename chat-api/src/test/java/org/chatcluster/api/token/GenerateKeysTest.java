package org.chatcluster.api.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.chatcluster.api.token.GenerateKeys.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateKeysTest {
    @TempDir Path folder;

    @Test
    void privateHalfStaysInTheSigningFile() throws Exception {
        GenerateKeys.into(folder, Step.NONE);

        Path signing = folder.resolve("signing-keys.json");
        JWKSet verification = JWKSet.load(folder.resolve("verification-keys.json").toFile());
        assertThat(JWKSet.load(signing.toFile()).getKeys()).allMatch(key -> key.isPrivate());
        assertThat(verification.getKeys()).hasSize(1).noneMatch(key -> key.isPrivate());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(signing)))
                .isEqualTo("rw-------");
    }

    @Test
    void existingKeysStay() throws Exception {
        GenerateKeys.into(folder, Step.NONE);
        String before = Files.readString(folder.resolve("signing-keys.json"));

        GenerateKeys.into(folder, Step.NONE);

        assertThat(folder.resolve("signing-keys.json")).hasContent(before);
    }

    @Test
    void lostVerificationFileIsMadeAgainFromTheSameKey() throws Exception {
        GenerateKeys.into(folder, Step.NONE);
        String before = Files.readString(folder.resolve("verification-keys.json"));
        Files.delete(folder.resolve("verification-keys.json"));

        GenerateKeys.into(folder, Step.NONE);

        assertThat(folder.resolve("verification-keys.json")).hasContent(before);
    }

    @Test
    void keyIsReplacedInThreeSteps() throws Exception {
        GenerateKeys.into(folder, Step.NONE);
        String old = keys("signing-keys.json").getFirst();

        GenerateKeys.into(folder, Step.ADD);
        assertThat(keys("signing-keys.json")).hasSize(2).startsWith(old);
        assertThat(keys("verification-keys.json")).isEqualTo(keys("signing-keys.json"));
        String fresh = keys("signing-keys.json").getLast();

        GenerateKeys.into(folder, Step.PROMOTE);
        assertThat(keys("signing-keys.json")).containsExactly(fresh, old);
        assertThat(keys("verification-keys.json")).containsExactly(fresh, old);

        GenerateKeys.into(folder, Step.RETIRE);
        assertThat(keys("signing-keys.json")).containsExactly(fresh);
        assertThat(keys("verification-keys.json")).containsExactly(fresh);
    }

    private List<String> keys(String file) throws Exception {
        return JWKSet.load(folder.resolve(file).toFile()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }
}
