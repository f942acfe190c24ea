/// Rules for the values of requests that any feature may use, as validation annotations.
@NullMarked
package org.chatcluster.api.input;

import org.jspecify.annotations.NullMarked;
