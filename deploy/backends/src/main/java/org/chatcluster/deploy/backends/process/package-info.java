/// Programs run as processes of their own, each with a log and a pid file in one directory:
///
/// ```
/// <directory>/logs/<name>.log      output of this run, <name>.log.1 that of the run before
/// <directory>/run/<name>.pid       the pid, then the time of its start, removed when the process was stopped
/// ```
@NullMarked
package org.chatcluster.deploy.backends.process;

import org.jspecify.annotations.NullMarked;
