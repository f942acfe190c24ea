/// The four scenarios, each from an empty crowd to a report: traffic in groups or pairs, idle
/// sockets, and a reconnect storm.
@NullMarked
package org.chatcluster.deploy.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
