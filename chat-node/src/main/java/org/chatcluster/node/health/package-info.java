/// The probe that tells when a node has started, beside the framework's two.
@NullMarked
package org.chatcluster.node.health;

import org.jspecify.annotations.NullMarked;
