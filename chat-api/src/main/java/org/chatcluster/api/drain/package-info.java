/// How an API node ends without a word broken: nobody is sent to it any more, and who was is
/// answered. Knows no feature.
@NullMarked
package org.chatcluster.api.drain;

import org.jspecify.annotations.NullMarked;
