package org.chatcluster.gateway.command;

import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.command.Command.Call;
import org.jspecify.annotations.Nullable;

/// The API, as a gateway calls it.
public interface ChatApi {
    /// Posts a call in the name of the token's bearer and returns the answer, whatever its status.
    /// A call that no node got is tried once more on another node; so is one whose fate is unknown,
    /// if it is repeatable. Fails if there is no answer within the time-out. Completes on any
    /// thread.
    CompletionStage<Answer> post(Call call, String token, String requestId);

    /// Returns how many nodes the API has. Constant.
    int nodes();

    /// Posts a [org.chatcluster.common.command.SendBatch] to that node, counted from 0, and else
    /// does as [#post]: sends are repeatable.
    CompletionStage<Answer> postSends(int node, byte[] batch, String requestId);

    /// An answer of the API.
    ///
    /// @param body the body's bytes as they came
    /// @param retryAfter the header's value
    record Answer(int status, byte[] body, @Nullable String retryAfter) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }
}
