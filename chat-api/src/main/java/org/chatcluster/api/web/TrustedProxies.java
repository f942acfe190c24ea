package org.chatcluster.api.web;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the client's address in `X-Forwarded-For`: from the right, the first address that is not a
/// trusted proxy's. What stands left of it the client may have made up.
@Context
final class TrustedProxies {
    private final List<Network> trusted;

    TrustedProxies(WebConfig config) {
        trusted = config.trustedProxies().stream().map(Network::parse).toList();
    }

    /// Takes the address of the peer and the header's values in order, and returns the client's
    /// address.
    String clientOf(String peer, List<String> forwardedFor) {
        String client = peer;
        List<String> hops =
                forwardedFor.stream()
                        .flatMap(value -> List.of(value.split(",", -1)).stream())
                        .map(String::strip)
                        .toList()
                        .reversed();
        for (String hop : hops) {
            InetAddress address = literal(hop);
            if (!isTrusted(client) || address == null) {
                return client;
            }
            client = address.getHostAddress();
        }
        return client;
    }

    private boolean isTrusted(String text) {
        InetAddress address = literal(text);
        return address != null && trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// The addresses that share their first bits.
    private record Network(InetAddress address, int bits) {
        static Network parse(String text) {
            int slash = text.indexOf('/');
            try {
                InetAddress address =
                        InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
                int all = address.getAddress().length * 8;
                int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
                if (bits >= 0 && bits <= all) {
                    return new Network(address, bits);
                }
            } catch (IllegalArgumentException _) {
                // said below
            }
            throw new ConfigurationException(
                    "chat.web.trusted-proxies is "
                            + text
                            + ", expected an address or a network such as 10.0.0.0/8");
        }

        boolean contains(InetAddress other) {
            byte[] own = address.getAddress();
            byte[] its = other.getAddress();
            if (own.length != its.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((own[bit / 8] & mask) != (its[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
