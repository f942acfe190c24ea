package org.chatcluster.gateway.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.command.Caller;
import org.chatcluster.gateway.redis.Claims;
import org.junit.jupiter.api.Test;

final class SentTextsTest {
    private final FakeClaims claims = new FakeClaims();
    private final SentTexts texts = new SentTexts(claims, new MiniConfig(Duration.ofSeconds(1)));

    @Test
    void anotherSocketOfTheSenderSendsUnderTheFirstOnesId() {
        assertThat(id(texts, new Someone(1, "a"), 5, "hi", "a-1")).isEqualTo("a-1");
        assertThat(id(texts, new Someone(1, "b"), 5, "hi", "b-1")).isEqualTo("a-1");
    }

    @Test
    void sameSocketAnotherChatAnotherTextAndAnotherSenderHaveIdsOfTheirOwn() {
        id(texts, new Someone(1, "a"), 5, "hi", "a-1");

        assertThat(id(texts, new Someone(1, "b"), 6, "hi", "b-1")).isEqualTo("b-1");
        assertThat(id(texts, new Someone(1, "b"), 5, "ho", "b-2")).isEqualTo("b-2");
        assertThat(id(texts, new Someone(2, "c"), 5, "hi", "c-1")).isEqualTo("c-1");
        assertThat(id(texts, new Someone(1, "a"), 5, "hi", "a-2")).isEqualTo("a-2");
        assertThat(id(texts, new Someone(1, "b"), 5, "hi", "b-3")).isEqualTo("a-2");
    }

    @Test
    void withoutRedisOrWindowNothingIsARepeat() {
        SentTexts off = new SentTexts(claims, new MiniConfig(Duration.ZERO));
        id(off, new Someone(1, "a"), 5, "hi", "a-1");
        assertThat(id(off, new Someone(1, "b"), 5, "hi", "b-1")).isEqualTo("b-1");

        claims.away = true;
        assertThat(id(texts, new Someone(1, "a"), 5, "hi", "a-2")).isEqualTo("a-2");
    }

    private static String id(
            SentTexts texts, Caller caller, long chatId, String text, String requestId) {
        return texts.clientId(caller, chatId, text, requestId).toCompletableFuture().join();
    }

    /// Claims that never expire.
    private static final class FakeClaims implements Claims {
        private final Map<String, String> values = new HashMap<>();
        private boolean away;

        @Override
        public CompletionStage<Optional<String>> claim(String name, String value, Duration life) {
            return away
                    ? CompletableFuture.failedStage(new IllegalStateException("away"))
                    : CompletableFuture.completedStage(
                            Optional.ofNullable(values.putIfAbsent(name, value)));
        }

        @Override
        public CompletionStage<String> take(String name, String value, Duration life) {
            values.put(name, value);
            return CompletableFuture.completedStage("OK");
        }
    }
}
