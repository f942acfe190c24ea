/// Tests of running programs.
@NullMarked
package org.chatcluster.deploy.backends.process;

import org.jspecify.annotations.NullMarked;
