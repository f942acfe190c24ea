package org.chatcluster.gateway.command;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.chatcluster.common.command.SendBatch.Send;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.measure.CommandCounts;

/// Opens a lane for each session that sends commands, and holds what all lanes share.
@Singleton
public final class Lanes {
    private final ChatApi api;
    private final SendBatches sends;
    private final SyncPages pages;
    private final Answers answers;
    private final CommandCounts counts;
    private final int queue;

    Lanes(
            ChatApi api,
            SendBatches sends,
            Answers answers,
            CommandCounts counts,
            CommandConfig config) {
        this.api = api;
        this.sends = sends;
        this.pages = new SyncPages(api);
        this.answers = answers;
        this.counts = counts;
        this.queue = config.queue();
    }

    /// Returns a lane for that session.
    public Lane open(Caller caller, Dialect dialect) {
        return new Lane(this, caller, dialect);
    }

    /// Has the API carry a call out in the name of the token's bearer. Completes on any thread,
    /// exceptionally if no node answered.
    CompletionStage<Answer> carryOut(Call call, String token, String requestId) {
        return switch (call.action()) {
            case SEND_MESSAGE -> sends.send(new Send(token, requestId, call.body()));
            case READ, TYPING, RESUME, CREATE_CHAT, MESSAGE_READ, UNREAD_MESSAGES ->
                    api.post(call, token, requestId);
        };
    }

    SyncPages pages() {
        return pages;
    }

    Answers answers() {
        return answers;
    }

    CommandCounts counts() {
        return counts;
    }

    int queue() {
        return queue;
    }
}
