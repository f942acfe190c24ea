/// Token families: a login and everything refreshed from it. Owns the tables `token_families` and
/// `refresh_tokens`. A refresh token works once; using it again revokes its family, and with it
/// every socket that the family opened.
@NullMarked
package org.chatcluster.api.family;

import org.jspecify.annotations.NullMarked;
