package org.chatcluster.deploy.loadtest.cluster;

/// The data folder does not describe a running cluster.
public final class UnusableCluster extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableCluster(String message) {
        super(message);
    }
}
