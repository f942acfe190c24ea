package org.chatcluster.api.token;

import java.util.UUID;
import org.chatcluster.common.token.AccessClaims;

/// The person whom a token is made for.
public record Bearer(long userId, UUID uuid, AccessClaims.Role role) {}
