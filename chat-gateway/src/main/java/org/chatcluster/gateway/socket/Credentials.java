package org.chatcluster.gateway.socket;

import org.jspecify.annotations.Nullable;

/// What an upgrade says of who asks for it. Its text form says nothing.
///
/// @param token an access token
/// @param ticket what stands for one
/// @param userId who the client thinks it is: identifies nobody, but must not differ
record Credentials(@Nullable String token, @Nullable String ticket, @Nullable String userId) {
    @Override
    public String toString() {
        return "Credentials[]";
    }
}
