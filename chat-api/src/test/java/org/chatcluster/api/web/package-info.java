@NullMarked
package org.chatcluster.api.web;

import org.jspecify.annotations.NullMarked;
