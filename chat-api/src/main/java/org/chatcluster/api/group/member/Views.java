package org.chatcluster.api.group.member;

import jakarta.inject.Singleton;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.chat.Chats;

/// Where users and chats are shown from.
@Singleton
record Views(Users users, Chats chats) {}
