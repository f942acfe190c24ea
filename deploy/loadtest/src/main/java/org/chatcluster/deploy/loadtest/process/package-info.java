/// What the operating system knows of the server processes: CPU, memory, recordings. Linux only.
@NullMarked
package org.chatcluster.deploy.loadtest.process;

import org.jspecify.annotations.NullMarked;
