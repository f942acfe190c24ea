package org.chatcluster.deploy.client.rest;

/// The server does not take the account's name and password.
public final class SignInRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SignInRefused(String reason) {
        super(reason);
    }
}
