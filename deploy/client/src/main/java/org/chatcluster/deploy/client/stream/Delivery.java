package org.chatcluster.deploy.client.stream;

/// In which order messages are handed on.
public enum Delivery {
    /// By seq: what came too early is held until the hole before it is filled, and a hole that
    /// stays is filled by `resume`.
    IN_ORDER,

    /// At once. Holes are not looked for: only a reconnect, or a `behind`, brings what is missing.
    AS_IT_COMES
}
