package org.chatcluster.deploy.client.rest;

/// Who signs in.
///
/// @param name e-mail address or tag
public record Account(String name, String password) {
    /// Leaves the password out, so that it gets into no log.
    @Override
    public String toString() {
        return name;
    }
}
