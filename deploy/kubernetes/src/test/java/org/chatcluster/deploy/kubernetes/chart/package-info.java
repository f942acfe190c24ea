/// The chart under test, and its objects as JSON.
@NullMarked
package org.chatcluster.deploy.kubernetes.chart;

import org.jspecify.annotations.NullMarked;
