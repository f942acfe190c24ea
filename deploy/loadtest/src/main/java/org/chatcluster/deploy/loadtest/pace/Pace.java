package org.chatcluster.deploy.loadtest.pace;

import org.chatcluster.deploy.loadtest.tally.Window;

/// Decides when a lane sends. Called on one event loop only.
public interface Pace {
    /// Begins to send, until the window ends.
    void start(Outgoing outgoing, Window window);

    /// A message is complete: answered by an error, or acked and received by all.
    void completed(boolean failed);

    /// Returns whether nothing will be sent any more.
    boolean isOver();
}
