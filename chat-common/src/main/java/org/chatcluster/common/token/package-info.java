/// The claims of an access token, and how secrets that must be kept for a while are sealed. Signing
/// and verifying is micronaut-security-jwt's.
@NullMarked
package org.chatcluster.common.token;

import org.jspecify.annotations.NullMarked;
