/// What a history shows: promises that were broken, and how long recoveries took. Knows no cluster.
@NullMarked
package org.chatcluster.deploy.chaos.verdict;

import org.jspecify.annotations.NullMarked;
