/// The outcome of a run as one table and one JSON file.
@NullMarked
package org.chatcluster.deploy.loadtest.report;

import org.jspecify.annotations.NullMarked;
