package org.chatcluster.deploy.loadtest.command;

import java.nio.charset.StandardCharsets;

/// Writes `resume` frames, and knows the answers to them by their `request_id`.
public final class ResumeText {
    private static final String REQUEST_ID = "\"request_id\":\"resume\"";

    private ResumeText() {}

    /// Returns a new payload that resumes one chat from that seq.
    public static byte[] from(long chatId, long seq) {
        return "{\"action\":\"resume\",%s,\"chats\":{\"%d\":%d}}"
                .formatted(REQUEST_ID, chatId, seq)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Returns whether that frame answers a resume.
    public static boolean isAnsweredBy(String frame) {
        return frame.contains(REQUEST_ID);
    }
}
