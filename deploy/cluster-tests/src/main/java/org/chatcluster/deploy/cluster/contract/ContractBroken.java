package org.chatcluster.deploy.cluster.contract;

import java.util.List;

/// An answer or a frame is not what the document says. Not an assertion, so that what waits for a
/// state does not look again but fails at once.
public final class ContractBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int LONGEST = 2_000;

    ContractBroken(String what, List<String> faults, String seen) {
        super(
                "%s is not as the document says: %s\n%s"
                        .formatted(
                                what,
                                String.join("; ", faults),
                                seen.substring(0, Math.min(seen.length(), LONGEST))));
    }
}
