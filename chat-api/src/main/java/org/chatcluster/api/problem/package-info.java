/// Turns every failure of a request into `application/problem+json` (RFC 9457). What a client reads
/// is written here or in a refusal; messages of the framework, the database or the JDK never pass.
@NullMarked
package org.chatcluster.api.problem;

import org.jspecify.annotations.NullMarked;
