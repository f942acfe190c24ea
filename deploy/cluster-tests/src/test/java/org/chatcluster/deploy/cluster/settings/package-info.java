/// `docs/settings.md`, which is made from the configuration classes of both kinds of nodes.
@NullMarked
package org.chatcluster.deploy.cluster.settings;

import org.jspecify.annotations.NullMarked;
