package org.chatcluster.api.login;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.chatcluster.api.account.NewUser;
import org.chatcluster.api.account.Tags;
import org.chatcluster.api.account.User;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.family.TokenFamilies;
import org.chatcluster.api.idempotency.Answer;
import org.chatcluster.api.idempotency.Idempotency;
import org.chatcluster.api.idempotency.Outcome;
import org.chatcluster.api.limit.Limit;
import org.chatcluster.api.limit.RateLimits;
import org.chatcluster.api.password.BadCredentials;
import org.chatcluster.api.password.Passwords;
import org.chatcluster.common.token.AccessClaims;
import org.jspecify.annotations.Nullable;

/// Registers people and logs them in. Blocks; hashes passwords before a connection is taken.
@Singleton
public final class Logins {
    private final Users users;
    private final TokenFamilies families;
    private final Passwords passwords;
    private final RateLimits limits;
    private final Idempotency idempotency;

    Logins(
            Users users,
            TokenFamilies families,
            Passwords passwords,
            RateLimits limits,
            Idempotency idempotency) {
        this.users = users;
        this.families = families;
        this.passwords = passwords;
        this.limits = limits;
        this.idempotency = idempotency;
    }

    /// Makes an account and logs it in.
    Answer register(RegisterRequest request, Idempotency.Call call, String address) {
        return register(request, call, address, loggedIn -> loggedIn);
    }

    /// Makes an account and logs it in.
    ///
    /// @param wording makes what is answered
    public Answer register(
            RegisterRequest request,
            Idempotency.Call call,
            String address,
            Function<LoggedIn, Object> wording) {
        limits.take(Limit.REGISTER_ADDRESS, address);
        limits.take(Limit.REGISTER_ACCOUNT, request.storedEmail());
        Optional<Answer> remembered = idempotency.remembered(call);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        NewUser user =
                new NewUser(
                        request.storedEmail(),
                        passwords.hash(request.password()),
                        request.storedName(),
                        AccessClaims.Role.USER.wireName());
        return idempotency.once(
                call, () -> new Outcome(201, wording.apply(loggedIn(add(user, request.tag())))));
    }

    /// Starts a token family for whoever knows the password.
    Answer login(LoginRequest request, Idempotency.Call call, String address) {
        return login(request, call, address, loggedIn -> loggedIn);
    }

    /// Starts a token family for whoever knows the password.
    ///
    /// @param wording makes what is answered
    /// @throws BadCredentials if they do not
    /// @throws org.chatcluster.api.account.AccountBlocked if they do, and are blocked
    public Answer login(
            LoginRequest request,
            Idempotency.Call call,
            String address,
            Function<LoggedIn, Object> wording) {
        limits.take(Limit.LOGIN_ADDRESS, address);
        Optional<User> user = users.findByLogin(request.email());
        String account =
                user.map(found -> found.uuid().toString())
                        .orElse(request.email().strip().toLowerCase(Locale.ROOT));
        limits.take(Limit.LOGIN_ACCOUNT, account);
        Optional<Answer> remembered = idempotency.remembered(call);
        Answer answer =
                remembered.isPresent()
                        ? remembered.get()
                        : login(request, user.orElse(null), call, wording);
        limits.giveBack(Limit.LOGIN_ACCOUNT, account);
        return answer;
    }

    private Answer login(
            LoginRequest request,
            @Nullable User user,
            Idempotency.Call call,
            Function<LoggedIn, Object> wording) {
        if (user == null) {
            passwords.matchNobody(request.password());
            throw new BadCredentials();
        }
        if (!passwords.matches(request.password(), user.passwordHash())) {
            throw new BadCredentials();
        }
        return idempotency.once(
                call,
                () -> {
                    User admitted = users.admit(user).orElseThrow(BadCredentials::new);
                    return new Outcome(200, wording.apply(loggedIn(admitted)));
                });
    }

    private User add(NewUser user, @Nullable String tag) {
        return tag == null ? users.add(user) : users.add(user, Tags.normalize(tag).orElseThrow());
    }

    private LoggedIn loggedIn(User user) {
        return LoggedIn.of(families.start(user.bearer()), user.own());
    }
}
