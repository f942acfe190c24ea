package org.chatcluster.api.message;

import io.micronaut.json.tree.JsonNode;
import org.jspecify.annotations.Nullable;

/// How deep a payload is nested.
final class PayloadDepth {
    private PayloadDepth() {}

    /// Returns whether arrays and objects stand in each other on more than so many levels.
    static boolean isBeyond(int levels, @Nullable JsonNode node) {
        if (node == null || !node.isContainerNode()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : node.values()) {
            if (isBeyond(levels - 1, child)) {
                return true;
            }
        }
        return false;
    }
}
