/// Runs what a pod would run, with the environment and files that the chart gives it.
@NullMarked
package org.chatcluster.deploy.kubernetes.run;

import org.jspecify.annotations.NullMarked;
