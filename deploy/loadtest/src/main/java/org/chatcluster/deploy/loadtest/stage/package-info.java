/// What every scenario stands on: the cluster with new users in it, the settings, and what is
/// measured of all processes alike.
@NullMarked
package org.chatcluster.deploy.loadtest.stage;

import org.jspecify.annotations.NullMarked;
