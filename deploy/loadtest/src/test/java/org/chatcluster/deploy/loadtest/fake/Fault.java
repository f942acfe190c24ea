package org.chatcluster.deploy.loadtest.fake;

/// What the fake server does wrong, once.
public enum Fault {
    NONE,
    /// One member does not get one message.
    LOSE,
    /// One member gets one message twice.
    REPEAT,
    /// One user gets a message of a chat that is not theirs.
    MISDELIVER,
    /// One message is refused.
    REFUSE,
    /// One message is neither stored nor answered.
    IGNORE,
    /// One socket is closed with 1013.
    CLOSE,
    /// One resume leaves out a message.
    FORGET,
    /// One resume is refused, for now.
    DEFER,
    /// One upgrade is refused with 503, and when to come again.
    PACE,
    /// One upgrade is refused with 503, and nothing else.
    TURN_AWAY
}
