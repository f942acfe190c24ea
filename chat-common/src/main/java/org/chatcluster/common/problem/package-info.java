/// What a refusal looks like to a program: the closed table of codes, and the RFC 9457 body.
@NullMarked
package org.chatcluster.common.problem;

import org.jspecify.annotations.NullMarked;
