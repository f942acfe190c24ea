package org.chatcluster.deploy.chaos.people;

import java.util.Set;
import org.chatcluster.deploy.client.rest.Account;

/// Somebody with an account.
///
/// @param token of the registration; devices sign in with the account
/// @param chats all that they are a member of from the beginning to the end
public record Person(Account account, long id, String token, Set<Long> chats) {
    public Person {
        chats = Set.copyOf(chats);
    }

    Person in(Set<Long> others) {
        return new Person(account, id, token, others);
    }

    /// Leaves out what is secret.
    @Override
    public String toString() {
        return "user " + id;
    }
}
