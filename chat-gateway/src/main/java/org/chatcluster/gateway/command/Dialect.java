package org.chatcluster.gateway.command;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chatcluster.gateway.command.ChatApi.Answer;
import org.chatcluster.gateway.command.Command.Call;
import org.chatcluster.gateway.command.Command.Refused;

/// How commands look on the wire: what a client's frame asks for, and how it is answered.
/// Thread-safe; nothing here blocks.
public interface Dialect {
    /// Takes a text frame's payload, and returns what it asks for or how it is refused.
    Command read(byte[] frame);

    /// Returns a call as it is to be posted.
    ///
    /// @param requestId unlike that of any other call
    default CompletionStage<Call> prepare(Call call, Caller caller, String requestId) {
        return CompletableFuture.completedFuture(call);
    }

    /// Returns the frame that says that a call was carried out; empty if nothing is said.
    Optional<byte[]> done(Call call, Answer answer);

    /// Returns the frame for what is refused here.
    byte[] error(Refused refused);

    /// Returns the frame for what the API refused.
    byte[] error(Call call, Answer answer);

    /// Returns the frame for a call that the API did not answer: whether it was carried out is
    /// unknown.
    byte[] unavailable(Call call);
}
