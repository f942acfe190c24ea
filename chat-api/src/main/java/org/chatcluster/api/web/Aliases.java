package org.chatcluster.api.web;

/// The one table of paths that older documents name; each stands beside the path of the same call
/// under `/api/v1`.
public final class Aliases {
    /// `GET /api/v1/chats/{id}/members` (seed 000).
    public static final String MEMBERS = "/chats/{id}/members";

    /// `DELETE /api/v1/chats/{id}/members/{userId}` (seed 000).
    public static final String MEMBER = "/chats/{id}/members/{userId}";

    /// `PUT /api/v1/users/{id}` (seed 001).
    public static final String USER = "/api/users/{id}";

    private Aliases() {}
}
