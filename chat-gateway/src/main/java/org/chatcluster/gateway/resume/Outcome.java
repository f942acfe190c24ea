package org.chatcluster.gateway.resume;

import java.util.Map;

/// How a resume ended.
public sealed interface Outcome {
    /// Everything up to these seqs is written, by chat.
    record Replayed(Map<Long, Long> chats) implements Outcome {
        public Replayed {
            chats = Map.copyOf(chats);
        }
    }

    /// A page could not be had. Those before it are written.
    record Failed(Throwable cause) implements Outcome {}
}
