/// The command line of the load generator: its scenarios and their options. Knows nothing of wires
/// or of the operating system.
@NullMarked
package org.chatcluster.deploy.loadtest;

import org.jspecify.annotations.NullMarked;
