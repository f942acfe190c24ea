package org.chatcluster.api.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;
import org.chatcluster.api.fanout.cluster.Master;
import org.junit.jupiter.api.Test;

final class RedisConfigTest {
    private static RedisConfig config(String url, boolean cluster) {
        return new RedisConfig(url, cluster, Duration.ofSeconds(1), Duration.ofSeconds(2), 1_000);
    }

    @Test
    void nodesOfAClusterShareWhatStandsBesideThem() {
        RedisConfig config = config("rediss://me:p%40ss@one:1,two:2", true);

        assertThat(config.uris())
                .allSatisfy(uri -> {
                    assertThat(uri.isSsl()).isTrue();
                    assertThat(uri.getTimeout()).hasSeconds(1);
                })
                .extracting(uri -> uri.getHost() + ":" + uri.getPort())
                .containsExactly("one:1", "two:2");
    }

    @Test
    void masterIsReachedAsTheNodesThatWereGiven() {
        RedisConfig config = config("rediss://me:p%40ss@one:1,two:2", true);

        RedisURI master = config.at(new Master("10.0.0.7", 6_379)).uri();

        assertThat(master.getHost()).isEqualTo("10.0.0.7");
        assertThat(master.getPort()).isEqualTo(6_379);
        assertThat(master.isSsl()).isTrue();
        assertThat(config.at(new Master("::1", 3)).url()).isEqualTo("rediss://me:p%40ss@[::1]:3");
    }

    @Test
    void severalNodesAreRefusedUnlessTheyAreACluster() {
        assertThatThrownBy(() -> config("redis://one:1,two:2", false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("chat.redis.url is several nodes, expected one unless");
        assertThat(config("redis://:a,b@one:1/3", false).uri().getDatabase()).isEqualTo(3);
    }
}
