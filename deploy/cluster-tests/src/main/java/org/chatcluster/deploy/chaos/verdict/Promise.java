package org.chatcluster.deploy.chaos.verdict;

/// What must not happen, as a row of the table.
public enum Promise {
    ACKED_LOST("acknowledged messages lost"),
    COMMITTED_LOST("committed but unanswered messages lost"),
    CHANGES_LOST("edits, deletions, reactions lost"),
    HOLES("holes"),
    DUPLICATES("duplicates after client de-duplication"),
    ORDER("violations of the order in a chat"),
    DIFFERENT("messages that differ from PostgreSQL"),
    REFUSED("sends refused"),
    UNREAD("unread counts wrong"),
    MARKS("read marks gone backwards"),
    REVOKED("sockets open for a revoked user"),
    REMOVED("events for a user who was removed"),
    MEMBERS_LOST("changes of members lost"),
    MEMBERS_WRONG("members that a device has wrong"),
    JOINED_LOST("messages since joining that are lost"),
    FRAMES("frames that break the contract");

    private final String row;

    Promise(String row) {
        this.row = row;
    }

    public String row() {
        return row;
    }
}
