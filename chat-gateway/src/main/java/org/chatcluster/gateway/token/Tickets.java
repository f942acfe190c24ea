package org.chatcluster.gateway.token;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The tickets that stand for an access token, so that no token is in an address.
public interface Tickets {
    /// Takes a ticket out of the store and returns the access token behind it, or empty if there is
    /// no such ticket, it was redeemed before, or it is too old. At most one of any number of
    /// parallel calls gets the token. Fails when the store does not answer. Completes on any
    /// thread.
    CompletionStage<Optional<String>> redeem(String ticket);
}
