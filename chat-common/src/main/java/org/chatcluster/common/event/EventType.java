package org.chatcluster.common.event;

/// The closed table of what is published to a user's channel. The code is what travels in
/// [EventHeader], so a code is never reused for another meaning.
public enum EventType {
    MESSAGE_CREATED(1, "message.created"),
    MESSAGE_UPDATED(2, "message.updated"),
    MESSAGE_DELETED(3, "message.deleted"),
    MESSAGE_READ(4, "message.read"),
    MESSAGE_READ_BY_ALL(5, "message.read_by_all"),
    CHAT_CREATED(6, "chat.created"),
    CHAT_UPDATED(7, "chat.updated"),
    CHAT_DELETED(8, "chat.deleted"),
    MEMBER_ADDED(9, "member.added"),
    MEMBER_REMOVED(10, "member.removed"),

    /// Worth nothing a moment later: never stored, and the first to be dropped.
    TYPING(11, "typing"),

    /// The same, to the one who was removed: nothing of that chat up to this event's seq is for
    /// them any more.
    SELF_REMOVED(13, "member.removed"),

    /// For the gateways alone, never sent to a client: close the sockets of the token families that
    /// the payload names ([org.chatcluster.common.token.RevokedFamilies]).
    SESSIONS_REVOKED(64, "sessions.revoked"),

    /// For the gateways alone: how far a page of changes leads, at its end ([EventBatch]).
    SYNC_PAGE(65, "sync.page"),

    /// For the gateways alone, on a channel of its own: when the event of the same chat, seq and
    /// message was accepted and published ([EventSample]).
    EVENT_SAMPLE(90, "event.sample");

    private final byte code;
    private final String wireName;

    EventType(int code, String wireName) {
        this.code = (byte) code;
        this.wireName = wireName;
    }

    /// Returns the byte that stands for this type in an [EventHeader].
    public byte code() {
        return code;
    }

    /// Returns the value of `event` in the client's frame.
    public String wireName() {
        return wireName;
    }

    /// Returns whether clients get this event, rather than the gateways alone.
    public boolean isForClients() {
        return code < SESSIONS_REVOKED.code;
    }

    /// Returns whether the event is worth nothing later, so that nobody needs it who can't have it
    /// at once.
    public boolean isEphemeral() {
        return this == TYPING;
    }

    /// Takes a code and returns the type that it stands for.
    ///
    /// @throws UnreadableEvent for a code that this version does not know
    public static EventType ofCode(byte code) {
        return switch (code) {
            case 1 -> MESSAGE_CREATED;
            case 2 -> MESSAGE_UPDATED;
            case 3 -> MESSAGE_DELETED;
            case 4 -> MESSAGE_READ;
            case 5 -> MESSAGE_READ_BY_ALL;
            case 6 -> CHAT_CREATED;
            case 7 -> CHAT_UPDATED;
            case 8 -> CHAT_DELETED;
            case 9 -> MEMBER_ADDED;
            case 10 -> MEMBER_REMOVED;
            case 11 -> TYPING;
            case 13 -> SELF_REMOVED;
            case 64 -> SESSIONS_REVOKED;
            case 65 -> SYNC_PAGE;
            case 90 -> EVENT_SAMPLE;
            default -> throw new UnreadableEvent("unknown event code " + code);
        };
    }
}
