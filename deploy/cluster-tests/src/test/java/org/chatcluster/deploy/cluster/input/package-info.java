/// Bad input: every endpoint refuses it in one shape, and nothing is written.
@NullMarked
package org.chatcluster.deploy.cluster.input;

import org.jspecify.annotations.NullMarked;
