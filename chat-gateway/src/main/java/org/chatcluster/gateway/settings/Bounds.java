package org.chatcluster.gateway.settings;

import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;

/// The checks of configured values. Each refusal is one sentence that names the key, the value and
/// what was expected; it stops the start.
public final class Bounds {
    private Bounds() {}

    /// Refuses a number outside of `least` to `most`.
    ///
    /// @throws ConfigurationException if it is
    public static void inRange(String key, int value, int least, int most) {
        require(value >= least && value <= most, key, value, least + " to " + most);
    }

    /// Refuses a duration outside of `least` to `most`.
    ///
    /// @throws ConfigurationException if it is
    public static void inRange(String key, Duration value, Duration least, Duration most) {
        boolean within = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        require(within, key, value, least + " to " + most);
    }

    /// Refuses a value that is not as expected.
    ///
    /// @throws ConfigurationException if `holds` is false
    public static void require(boolean holds, String key, Object value, String expected) {
        if (!holds) {
            throw new ConfigurationException(key + " is " + value + ", expected " + expected);
        }
    }
}
