package org.chatcluster.deploy.client.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatcluster.deploy.client.stream.Frames;

/// An API that answers as it was told to, in that order, and remembers what it was asked.
public final class FakeRest implements Rest {
    /// One call.
    public record Asked(String path, JsonNode body, Map<String, String> headers) {}

    private final List<Asked> asked = new ArrayList<>();
    private final Deque<RestAnswer> answers = new ArrayDeque<>();

    /// Adds an answer; status 0 is none.
    public FakeRest answer(int status, String body) {
        Optional<Duration> wait =
                status == 503 ? Optional.of(Duration.ofMillis(1)) : Optional.empty();
        answers.add(new RestAnswer(status, wait, Frames.parse(body)));
        return this;
    }

    /// Returns all calls so far.
    public synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized RestAnswer call(
            String method, String path, JsonNode body, Map<String, String> headers) {
        asked.add(new Asked(path, body.deepCopy(), headers));
        RestAnswer answer = answers.remove();
        if (answer.status() == 0) {
            throw new NotNow("no answer", Optional.of(Duration.ofMillis(1)));
        }
        return answer;
    }
}
