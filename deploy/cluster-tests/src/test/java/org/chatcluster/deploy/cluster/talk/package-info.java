/// The main job: two people on two nodes talk to each other, exactly in the shapes of seeds 003 and
/// 004, and see what they have not read.
@NullMarked
package org.chatcluster.deploy.cluster.talk;

import org.jspecify.annotations.NullMarked;
