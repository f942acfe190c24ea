/// The refusals that any feature may answer with. A feature's own stand beside the feature and
/// implement [org.chatcluster.api.refusal.Refusal] too. Knows nothing of HTTP but the codes of the
/// closed table.
@NullMarked
package org.chatcluster.api.refusal;

import org.jspecify.annotations.NullMarked;
