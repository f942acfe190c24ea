package org.chatcluster.gateway.mini;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;
import org.chatcluster.gateway.command.Caller;
import org.chatcluster.gateway.command.ChatApi;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.chatcluster.gateway.command.Command.Action;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.protocol.Protocol.Greeting;
import org.chatcluster.gateway.resume.PageBudget;
import org.chatcluster.gateway.resume.PageBudget.Turn;
import org.jspecify.annotations.Nullable;

/// The lists of unread messages that sockets of `/connect` begin with, each asked for when the node
/// has room for it. Thread-safe.
///
/// Invariant: a list has room from before it is asked for until its client has taken it, and the
/// API makes none that is larger than a turn allows for. So what all lists take up is bounded,
/// however many sockets come at once and however little they read. The budget is apart from that of
/// resumes: whoever takes no list holds up no `/ws`.
@Singleton
final class UnreadLists {
    /// Bytes that all lists together may take up.
    private static final long BUDGET = 32 << 20;

    /// Lists that a node asks for at once: each is a query over a user's chats.
    static final int MOST_CALLS = 16;

    private static final byte[] NOTHING = {'{', '}'};
    private static final Call CALL =
            new Call(null, Action.UNREAD_MESSAGES, "/internal/connect/unread", NOTHING);

    private final ChatApi api;
    private final PageBudget budget = new PageBudget(BUDGET, MOST_CALLS);

    UnreadLists(ChatApi api) {
        this.api = api;
    }

    /// Returns a session's list, once there is room for it and the API has answered; fails if it
    /// refuses or does not. Completes on any thread.
    CompletableFuture<Greeting> ask(Caller session) {
        CompletableFuture<Greeting> greeting = new CompletableFuture<>();
        Turn turn =
                budget.ask(
                        room -> session.executor().execute(() -> fetch(session, room, greeting)));
        var _ =
                greeting.whenComplete((_, failure) -> {
                    if (failure != null) {
                        turn.end();
                    }
                });
        return greeting;
    }

    private void fetch(Caller session, Turn room, CompletableFuture<Greeting> greeting) {
        if (room.isOver()) {
            room.arrived(0);
            return;
        }
        CompletionStage<Answer> asked;
        try {
            asked = api.post(CALL, session.token(), session.sessionId() + "-0");
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedStage(e);
        }
        asked.whenComplete((answer, failure) -> {
            room.arrived(answer == null ? 0 : answer.body().length);
            if (answer == null) {
                greeting.completeExceptionally(failure);
            } else if (answer.isSuccess()) {
                greeting.complete(
                        new Greeting(answer.body(), new ToldMessages(answer.body()), room::end));
            } else {
                greeting.completeExceptionally(
                        new IllegalStateException("unread messages: status " + answer.status()));
            }
        });
    }

    /// Which messages a list tells of. It is read when somebody asks, which is only where messages
    /// arrived while it was under way. For one event loop alone.
    private static final class ToldMessages implements LongPredicate {
        private static final JsonFactory JSON = new JsonFactory();

        private final byte[] list;
        private @Nullable Set<Long> ids;

        ToldMessages(byte[] list) {
            this.list = list;
        }

        @Override
        public boolean test(long messageId) {
            if (ids == null) {
                ids = idsIn(list);
            }
            return ids.contains(messageId);
        }

        /// Nothing else in a list is called `id`. What can't be read is told again rather than not
        /// at all.
        private static Set<Long> idsIn(byte[] list) {
            Set<Long> ids = new HashSet<>();
            try (JsonParser in = JSON.createParser(list)) {
                for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                    if (token == JsonToken.FIELD_NAME && in.currentName().equals("id")) {
                        ids.add(in.nextLongValue(0));
                    }
                }
                return ids;
            } catch (IOException _) {
                return ids;
            }
        }
    }
}
