package org.chatcluster.api.fanout;

import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/// A script that publishes to many channels, and the SHA-1 by which Redis knows it (EVALSHA).
final class PublishScript {
    /// The command that the script carries out for each channel.
    enum Command {
        PUBLISH,
        SPUBLISH
    }

    private final Command command;
    private final byte[] text;
    private final String digest;

    /// Reads `redis/publish.lua` or `redis/spublish.lua`.
    PublishScript(Command command) {
        this.command = command;
        String file = "/redis/" + command.name().toLowerCase(Locale.ROOT) + ".lua";
        try (InputStream in =
                Objects.requireNonNull(PublishScript.class.getResourceAsStream(file))) {
            text = in.readAllBytes();
            digest = Base16.digest(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns whether the channels are those of a cluster's slots.
    boolean isSharded() {
        return command == Command.SPUBLISH;
    }

    byte[] text() {
        return text;
    }

    String digest() {
        return digest;
    }
}
