package org.chatcluster.api.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Makes the two key files of a cluster in a folder: `signing-keys.json`, private, for the API
/// nodes, and `verification-keys.json`, its public half, for the gateways. What exists stays.
///
/// A new key comes into use in three steps, with a restart of the nodes after each (RFC 7517 has no
/// order of its own; here the first key of the file signs and all of them verify): `add` puts it
/// last, `promote` makes the last one the first, and `retire` leaves the first alone, once no token
/// of another is good any more.
///
/// Several at once are safe: one holds a lock while it writes, and a file appears whole, by
/// renaming.
public final class GenerateKeys {
    private static final int BITS = 2048;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<PosixFilePermission> READABLE =
            PosixFilePermissions.fromString("rw-r--r--");

    private GenerateKeys() {}

    /// Takes the folder, and a step of a rotation if there is to be one.
    public static void main(String[] args) throws IOException {
        Optional<Step> step = args.length == 2 ? Step.named(args[1]) : Optional.of(Step.NONE);
        if (args.length < 1 || args.length > 2 || step.isEmpty()) {
            System.err.println("usage: GenerateKeys DIR [add|promote|retire]");
            System.exit(2);
        }
        into(Path.of(args[0]), step.orElseThrow());
    }

    /// What is done to the keys that are there.
    enum Step {
        NONE,
        ADD,
        PROMOTE,
        RETIRE;

        private static Optional<Step> named(String name) {
            return Stream.of(ADD, PROMOTE, RETIRE)
                    .filter(step -> step.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }

        private List<JWK> of(List<JWK> keys) {
            return switch (this) {
                case NONE -> keys;
                case ADD -> Stream.concat(keys.stream(), Stream.of(newKey())).toList();
                case PROMOTE ->
                        Stream.concat(
                                        Stream.of(keys.getLast()),
                                        keys.subList(0, keys.size() - 1).stream())
                                .toList();
                case RETIRE -> keys.subList(0, 1);
            };
        }
    }

    /// Makes what is missing in that folder, and takes the step.
    static void into(Path folder, Step step) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel lock =
                        FileChannel.open(
                                folder.resolve(".keys.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            Path signing = folder.resolve("signing-keys.json");
            if (!Files.exists(signing)) {
                write(signing, new JWKSet(newKey()), false);
            } else if (step != Step.NONE) {
                write(signing, new JWKSet(step.of(read(signing).getKeys())), false);
            }
            Path verification = folder.resolve("verification-keys.json");
            if (step != Step.NONE || !Files.exists(verification)) {
                write(verification, read(signing), true);
            }
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("RSA is a part of every JDK", e);
        }
    }

    private static JWKSet read(Path file) throws IOException {
        try {
            return JWKSet.load(file.toFile());
        } catch (ParseException e) {
            throw new IOException(file + " is not a JSON Web Key Set", e);
        }
    }

    private static void write(Path file, JWKSet keys, boolean publicOnly) throws IOException {
        Path part =
                Files.createTempFile(
                        file.getParent(), file.getFileName().toString(), ".part", OWNER_ONLY);
        Files.writeString(part, JSONObjectUtils.toJSONString(keys.toJSONObject(publicOnly)));
        if (publicOnly) {
            Files.setPosixFilePermissions(part, READABLE);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
