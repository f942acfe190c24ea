package org.chatcluster.deploy.loadtest.population;

/// Makes the users and chats of a run.
public interface PopulationSource {
    /// What the chats of a run are.
    enum Kind {
        DIRECT,
        GROUP
    }

    /// Makes that many chats with that many new members each.
    ///
    /// @param run distinguishes this run's users from those of all others
    Population populate(String run, Kind kind, int chats, int members);
}
