package org.chatcluster.deploy.client.session;

/// The server has refused a command for good; the message is its `code`.
public final class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandRefused(String code) {
        super(code);
    }
}
