package org.chatcluster.gateway.command;

import java.net.URI;
import java.util.List;
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

    /// Returns the nodes that the API has now, at least one; the same list as before until they
    /// change.
    List<URI> nodes();

    /// Posts a [org.chatcluster.common.command.SendBatch] to that node, and else does as [#post]:
    /// sends are repeatable.
    CompletionStage<Answer> postSends(URI node, byte[] batch, String requestId);

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
