package org.chatcluster.common.frame;

/// The closed table of codes with which the server closes a socket (RFC 6455 section 7.4; 4000 to
/// 4999 are the application's own). `docs/protocol.md` lists them all, and a test checks that it
/// does.
public enum CloseCode {
    POLICY(1008, "bad token or policy"),
    TOO_BIG(1009, "frame too big"),
    RESTARTING(1012, "node restarting"),
    TRY_LATER(1013, "too slow a reader or over limits"),
    SESSION_REVOKED(4001, "session revoked"),
    TOKEN_EXPIRED(4002, "token expired");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /// Returns the number on the wire.
    public int code() {
        return code;
    }

    /// Returns the reason on the wire: a few words, below the 123 bytes that a close frame carries.
    public String reason() {
        return reason;
    }
}
