package org.chatcluster.deploy.loadtest.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationTest {
    @TempDir private Path folder;

    @Test
    void signedTokenCarriesTheClaimsThatGatewaysRead() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
        Path file = folder.resolve("signing-keys.json");
        Files.writeString(file, new JWKSet(key).toString(false));

        SignedJWT token = SignedJWT.parse(TokenSigner.of(file).sign(42, "uuid-42"));

        assertThat(token.verify(new RSASSAVerifier(key.toRSAPublicKey()))).isTrue();
        assertThat(token.getHeader().getKeyID()).isEqualTo("k1");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("42");
        assertThat(token.getJWTClaimsSet().getClaims())
                .containsEntry("uuid", "uuid-42")
                .containsEntry("role", "user")
                .containsKeys("fam", "iat", "exp");
    }

    @Test
    void usersMustDivideOverChats() {
        assertThatThrownBy(() -> new Population(List.of(1L), List.of("t"), List.of(1L, 2L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sharesDivideTheUsersWithoutRest() {
        Population population =
                new Population(
                        IntStream.range(0, 15).mapToObj(Long::valueOf).toList(),
                        IntStream.range(0, 15).mapToObj(i -> "t" + i).toList(),
                        List.of(1L, 2L, 3L, 4L, 5L));

        try (MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())) {
            EventLoop loop = (EventLoop) group.next();
            Share even = new Share(loop, 0, 2, population);
            Share odd = new Share(loop, 1, 2, population);

            assertThat(even.users()).isEqualTo(9);
            assertThat(odd.users()).isEqualTo(6);
            assertThat(IntStream.range(0, 6).map(odd::userAt)).containsExactly(3, 4, 5, 9, 10, 11);
            assertThat(IntStream.range(0, 9))
                    .allMatch(place -> even.placeOfUser(even.userAt(place)) == place);
        }
    }
}
