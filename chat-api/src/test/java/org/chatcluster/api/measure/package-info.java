/// What an API node tells of itself.
@NullMarked
package org.chatcluster.api.measure;

import org.jspecify.annotations.NullMarked;
