package org.chatcluster.deploy.chaos.people;

/// What somebody does again and again until they are stopped.
interface Doing extends Runnable {
    /// Lets [#run] return once what is under way is done.
    void stop();
}
