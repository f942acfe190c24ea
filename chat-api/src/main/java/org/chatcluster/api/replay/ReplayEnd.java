package org.chatcluster.api.replay;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The end of a page of a replay.
///
/// @param after what to ask with next; null if that was all
/// @param refused the places, from 0, of the tokens that nobody was told for
@Serdeable
record ReplayEnd(@Nullable String after, List<Integer> refused) {}
