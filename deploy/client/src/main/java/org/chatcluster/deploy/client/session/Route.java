package org.chatcluster.deploy.client.session;

/// The way that a command tries first; after a failure the ways take turns.
public enum Route {
    SOCKET,
    REST
}
