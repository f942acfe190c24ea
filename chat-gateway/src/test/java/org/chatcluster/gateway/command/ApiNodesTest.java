package org.chatcluster.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ApiNodesTest {
    private static final URI SERVICE = URI.create("http://chat-api:8101");

    private final Map<String, List<String>> names = new HashMap<>();

    private ApiNodes nodes(URI... urls) {
        return new ApiNodes(List.of(urls), this::addresses);
    }

    private InetAddress[] addresses(String host) throws UnknownHostException {
        List<String> all = names.get(host);
        if (all == null) {
            throw new UnknownHostException(host);
        }
        return all.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private static List<URI> uris(String... uris) {
        return Stream.of(uris).map(URI::create).toList();
    }

    @Test
    void hostThatWasNotLookedUpStandsForItself() {
        assertThat(nodes(SERVICE).current()).containsExactly(SERVICE);
    }

    @Test
    void hostWithSeveralAddressesIsSeveralNodes() {
        ApiNodes nodes = nodes(SERVICE);
        names.put("chat-api", List.of("10.0.0.3", "10.0.0.2"));

        nodes.lookUp();

        assertThat(nodes.current()).isEqualTo(uris("http://10.0.0.2:8101", "http://10.0.0.3:8101"));
    }

    @Test
    void listIsTheSameUntilTheNodesChange() {
        ApiNodes nodes = nodes(SERVICE);
        names.put("chat-api", List.of("10.0.0.2", "10.0.0.3"));
        nodes.lookUp();
        List<URI> before = nodes.current();

        names.put("chat-api", List.of("10.0.0.3", "10.0.0.2"));
        nodes.lookUp();
        assertThat(nodes.current()).isSameAs(before);
        names.put("chat-api", List.of("10.0.0.3", "10.0.0.4"));
        nodes.lookUp();

        assertThat(nodes.current()).isEqualTo(uris("http://10.0.0.3:8101", "http://10.0.0.4:8101"));
    }

    @Test
    void hostThatIsNotFoundAnyMoreKeepsItsAddresses() {
        URI other = URI.create("http://other:8101");
        ApiNodes nodes = nodes(SERVICE, other);
        names.put("chat-api", List.of("10.0.0.2"));
        nodes.lookUp();

        names.clear();
        nodes.lookUp();

        assertThat(nodes.current()).containsExactly(URI.create("http://10.0.0.2:8101"), other);
    }

    @Test
    void nodeWithAddressesOfBothFamiliesIsOneNode() {
        ApiNodes nodes = nodes(SERVICE, URI.create("http://six:8101"));
        names.put("chat-api", List.of("10.0.0.2", "fd00::2"));
        names.put("six", List.of("fd00::3"));

        nodes.lookUp();

        assertThat(nodes.current())
                .isEqualTo(uris("http://10.0.0.2:8101", "http://[fd00:0:0:0:0:0:0:3]:8101"));
    }
}
