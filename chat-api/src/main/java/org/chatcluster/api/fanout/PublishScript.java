package org.chatcluster.api.fanout;

import io.lettuce.core.codec.Base16;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// `redis/publish.lua`, and the SHA-1 by which Redis knows it (EVALSHA).
@Singleton
final class PublishScript {
    private final byte[] text;
    private final String digest;

    PublishScript() {
        try (InputStream in =
                Objects.requireNonNull(
                        PublishScript.class.getResourceAsStream("/redis/publish.lua"))) {
            text = in.readAllBytes();
            digest = Base16.digest(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] text() {
        return text;
    }

    String digest() {
        return digest;
    }
}
