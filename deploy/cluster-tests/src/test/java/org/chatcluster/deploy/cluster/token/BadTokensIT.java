package org.chatcluster.deploy.cluster.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import org.chatcluster.deploy.cluster.OnCluster;
import org.chatcluster.deploy.cluster.TestCluster;
import org.chatcluster.deploy.cluster.client.Person;
import org.chatcluster.deploy.cluster.client.Rest;
import org.chatcluster.deploy.cluster.client.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tokens that must open nothing, at the API nor at the gateway, which accepts the socket and
/// closes it with 1008 (seed 004).
@OnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadTokensIT {
    private final TestCluster cluster;
    private final Person alice;
    private final Person bob;
    private final Tokens tokens;

    BadTokensIT(TestCluster cluster) {
        this.cluster = cluster;
        this.alice = cluster.register("Alice");
        this.bob = cluster.register("Bob");
        this.tokens = Tokens.in(cluster.processes().keys());
    }

    /// The kinds.
    enum Kind {
        EMPTY(_ -> ""),
        NO_TOKEN_AT_ALL(_ -> "nonsense"),
        THREE_PARTS_OF_NOTHING(_ -> "a.b.c"),
        TRUNCATED(test -> test.alice.token().substring(0, test.alice.token().length() - 10)),
        EXPIRED(test -> test.tokens.expired(test.alice)),
        UNSIGNED(test -> test.tokens.unsigned(test.alice)),
        ALGORITHM_NONE(test -> test.tokens.ofAlgorithmNone(test.alice)),
        PUBLIC_KEY_AS_SECRET(test -> test.tokens.ofPublicKeyAsSecret(test.alice)),
        UNKNOWN_KEY_ID(test -> test.tokens.ofUnknownKeyId(test.alice)),
        FOREIGN_KEY(test -> test.tokens.ofForeignKey(test.alice)),
        OTHER_CLAIMS(test -> test.tokens.forged(test.alice, test.bob)),
        NO_USER_ID(test -> test.tokens.withClaim("sub", "somebody", test.alice)),
        NEGATIVE_USER_ID(test -> test.tokens.withClaim("sub", "-1", test.alice)),
        UNKNOWN_ROLE(test -> test.tokens.withClaim("role", "root", test.alice)),
        NO_UUID(test -> test.tokens.withClaim("uuid", "x", test.alice)),
        REFRESH_TOKEN(test -> test.alice.pair().path("refresh_token").asText());

        private final Function<BadTokensIT, String> token;

        Kind(Function<BadTokensIT, String> token) {
            this.token = token;
        }
    }

    @ParameterizedTest
    @EnumSource
    void socketWithABadTokenIsAcceptedAndClosedWith1008(Kind kind) {
        String token = kind.token.apply(this);
        Rest anonymous = cluster.anonymous();

        try (Socket byQuery =
                        Socket.open(anonymous, cluster.gateway(1), "?token=" + token, Map.of());
                Socket byHeader =
                        Socket.open(
                                anonymous,
                                cluster.gateway(2),
                                "",
                                Map.of("Authorization", "Bearer " + token))) {
            assertThat(byQuery.awaitClose()).isEqualTo(1008);
            assertThat(byHeader.awaitClose()).isEqualTo(1008);
            assertThat(byQuery.frames()).isEmpty();
            assertThat(byHeader.frames()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void callWithABadTokenIsRefused(Kind kind) {
        Rest rest = cluster.anonymous().with("Authorization", "Bearer " + kind.token.apply(this));

        assertThat(rest.at(cluster.api(1)).get("/api/v1/users/me").problem(401))
                .isEqualTo("unauthorized");
        assertThat(rest.at(cluster.api(2)).get("/api/v1/users/me").problem(401))
                .isEqualTo("unauthorized");
    }

    @Test
    void tokenMadeAsTheApiMakesThemIsGood() {
        Rest rest = cluster.anonymous().with("Authorization", "Bearer " + tokens.good(alice));

        assertThat(rest.get("/api/v1/users/me").as(200)).isEqualTo(alice.user());
    }

    @Test
    void publishedKeysHoldNoPrivatePart() {
        var keys = cluster.anonymous().get("/.well-known/jwks.json").as(200).path("keys");

        assertThat(keys).isNotEmpty();
        keys.forEach(key ->
                assertThat(key.properties().stream().map(Map.Entry::getKey).toList())
                        .contains("kty", "kid", "n", "e")
                        .doesNotContain("d", "p", "q", "dp", "dq", "qi", "k"));
    }
}
