package org.chatcluster.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.revocation.RevocationApi.Told;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RevocationsTest {
    private final List<String> asked = new ArrayList<>();
    private final List<Set<String>> closed = new ArrayList<>();
    private CompletableFuture<Told> answer = new CompletableFuture<>();
    private final Revocations revocations = new Revocations(new Fake());

    private final class Fake implements RevocationApi {
        @Override
        public CompletionStage<Told> revoked(@Nullable String after) {
            asked.add(String.valueOf(after));
            return answer;
        }
    }

    private void pollIsAnswered(String after, String... families) {
        answer = CompletableFuture.completedFuture(new Told(List.of(families), after));
        revocations.poll();
    }

    private void pollFails() {
        answer = CompletableFuture.failedFuture(new IllegalStateException("away"));
        revocations.poll();
    }

    @Test
    void eachFamilyIsClosedOnceAndKnownFromThenOn() {
        revocations.closeWith(families -> {
            assertThat(families).allMatch(revocations::contains);
            closed.add(families);
        });

        pollIsAnswered("1", "a");
        pollIsAnswered("2", "a", "b");
        pollIsAnswered("3");

        assertThat(closed).containsExactly(Set.of("a"), Set.of("b"));
        assertThat(asked).containsExactly("null", "1", "2");
        assertThat(revocations.contains("a")).isTrue();
        assertThat(revocations.contains("c")).isFalse();
    }

    @Test
    void lastKnownSetStaysWhileTheApiIsAway() {
        pollIsAnswered("1", "a");
        pollFails();
        pollFails();
        assertThat(revocations.contains("a")).isTrue();

        pollIsAnswered("2", "b");

        assertThat(asked).containsExactly("null", "1", "1", "1");
        assertThat(revocations.contains("a")).isTrue();
        assertThat(revocations.contains("b")).isTrue();
    }

    @Test
    void wholeSetIsAskedForAgainUntilItWasTold() {
        pollFails();
        pollIsAnswered("1", "a");

        assertThat(asked).containsExactly("null", "null");
    }

    @Test
    void familiesThatTheApiForgotDropOut() {
        pollIsAnswered("1", "a");
        for (int i = 1; i < Revocations.WHOLE; i++) {
            pollIsAnswered("1");
        }
        assertThat(revocations.contains("a")).isTrue();

        pollIsAnswered("2", "b");

        assertThat(asked.getLast()).isEqualTo("null");
        assertThat(revocations.contains("a")).isFalse();
        assertThat(revocations.contains("b")).isTrue();
    }

    @Test
    void nothingIsAskedBeforeTheAnswerIsThere() {
        revocations.poll();
        revocations.poll();
        assertThat(asked).hasSize(1);

        answer.complete(new Told(List.of(), "1"));
        revocations.poll();

        assertThat(asked).hasSize(2);
    }
}
