package org.chatcluster.deploy.client.session;

/// A command was repeated until its time was up; whether it was carried out is unknown.
public final class NotAnswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAnswered(String lastReason) {
        super(lastReason);
    }
}
