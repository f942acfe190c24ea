/// What goes wrong, when, and how it is done.
@NullMarked
package org.chatcluster.deploy.chaos.fault;

import org.jspecify.annotations.NullMarked;
