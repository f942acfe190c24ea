package org.chatcluster.deploy.standalone.cluster;

import java.nio.file.Path;
import java.util.Optional;
import org.chatcluster.deploy.backends.BackendAddresses;

/// What a cluster is made of.
///
/// @param directory holds data, keys, `logs/` and `run/`; one running cluster per directory
/// @param backends a PostgreSQL and a Redis that somebody else runs; empty starts embedded ones
public record ClusterSettings(
        Path directory,
        Topology topology,
        Applications applications,
        Optional<BackendAddresses> backends) {
    public ClusterSettings {
        directory = directory.toAbsolutePath().normalize();
    }
}
