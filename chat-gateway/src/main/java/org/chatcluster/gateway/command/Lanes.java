package org.chatcluster.gateway.command;

import jakarta.inject.Singleton;

/// Opens a lane for each session that sends commands, and holds what all lanes share.
@Singleton
public final class Lanes {
    private final CommandReader reader;
    private final ChatApi api;
    private final SyncPages pages;
    private final Answers answers;
    private final int queue;

    Lanes(CommandReader reader, ChatApi api, Answers answers, CommandConfig config) {
        this.reader = reader;
        this.api = api;
        this.pages = new SyncPages(api);
        this.answers = answers;
        this.queue = config.queue();
    }

    /// Returns a lane for that session.
    public Lane open(Caller caller) {
        return new Lane(this, caller);
    }

    CommandReader reader() {
        return reader;
    }

    ChatApi api() {
        return api;
    }

    SyncPages pages() {
        return pages;
    }

    Answers answers() {
        return answers;
    }

    int queue() {
        return queue;
    }
}
