package org.chatcluster.deploy.loadtest.socket;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of an answer that is no upgrade.
final class Refusal {
    private static final String UNAVAILABLE = "HTTP/1.1 503";
    private static final Pattern RETRY_AFTER =
            Pattern.compile("\r\nretry-after:[ \t]*(\\d{1,6})[ \t]*\r\n", Pattern.CASE_INSENSITIVE);

    private Refusal() {}

    /// Returns the `Retry-After` of a 503; empty if it is another status, or has none in seconds
    /// (RFC 9110 section 10.2.3).
    static OptionalInt secondsToWait(String head) {
        Matcher found = RETRY_AFTER.matcher(head);
        return head.startsWith(UNAVAILABLE) && found.find()
                ? OptionalInt.of(Integer.parseInt(found.group(1)))
                : OptionalInt.empty();
    }
}
