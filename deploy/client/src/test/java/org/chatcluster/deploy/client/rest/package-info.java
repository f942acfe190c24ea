/// Tests of the package of this name.
@NullMarked
package org.chatcluster.deploy.client.rest;

import org.jspecify.annotations.NullMarked;
