/// Access tokens: signing, verifying, the public keys at `/.well-known/jwks.json`. Owns no storage;
/// the keys come from a file that `GenerateKeys` makes. Refresh tokens are `family`'s matter.
@NullMarked
package org.chatcluster.api.token;

import org.jspecify.annotations.NullMarked;
