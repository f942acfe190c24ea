/// Holds every frame of the chaos clients against the contract while they talk.
@NullMarked
package org.chatcluster.deploy.chaos.frames;

import org.jspecify.annotations.NullMarked;
