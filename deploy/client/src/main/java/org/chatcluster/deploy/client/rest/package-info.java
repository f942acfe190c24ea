/// REST calls, and the pair of tokens that a client signs in with.
@NullMarked
package org.chatcluster.deploy.client.rest;

import org.jspecify.annotations.NullMarked;
