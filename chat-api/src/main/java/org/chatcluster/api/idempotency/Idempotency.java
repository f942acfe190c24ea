package org.chatcluster.api.idempotency;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.chatcluster.api.database.Transactions;
import org.chatcluster.api.refusal.Unavailable;
import org.chatcluster.common.token.Sealed;

/// Makes writes happen once per `Idempotency-Key`. Thread-safe; blocks.
///
/// Invariant: the key's row and what the action wrote commit together or not at all. The row is
/// inserted first, so of parallel calls with one key one runs and the others wait for its end (at
/// most the database's lock time-out); a refused action leaves no row, and the next one runs.
///
/// A message's key has a row of another name than any other call's, since its row is inserted with
/// the chat locked and theirs is locked before the chat: one row for both would be a deadlock that
/// a client can make. Either looks for the other's row, but does not wait for it.
@Singleton
public final class Idempotency {
    /// The user under whom calls without a user are remembered.
    public static final long ANONYMOUS = 0;

    /// Ahead of a key whose call a feature remembers itself; no key has a line break.
    private static final String MARK = "mark\n";

    private final IdempotencyRepository repository;
    private final Transactions transactions;
    private final JsonMapper json;

    Idempotency(IdempotencyRepository repository, Transactions transactions, JsonMapper json) {
        this.repository = repository;
        this.transactions = transactions;
        this.json = json;
    }

    /// Runs an action in a transaction, as [Transactions#writeInTime] does, or returns what it
    /// answered the first time. Without a key it runs each time.
    ///
    /// @throws IdempotencyKeyReused if the key belongs to another operation or request
    public Answer once(Call call, Supplier<Outcome> action) {
        String key = call.key().text();
        if (key == null) {
            return transactions.writeInTime(() -> answer(action.get()));
        }
        Secret secret = secret(call, key);
        return transactions.writeInTime(() -> claimOrReplay(secret, action));
    }

    /// Returns what the call answered before, without running anything; empty if it has no key or
    /// is not remembered (yet). For calls that have dear work to do before they can run.
    ///
    /// @throws IdempotencyKeyReused as [#once]
    public Optional<Answer> remembered(Call call) {
        String key = call.key().text();
        if (key == null) {
            return Optional.empty();
        }
        Secret secret = secret(call, key);
        return repository.find(secret.userId, secret.name).map(row -> replay(secret, row));
    }

    /// Returns what a call is remembered by, for a feature that remembers its calls in its own
    /// statement; empty without a key.
    public Optional<Mark> mark(Call call) {
        String key = call.key().text();
        if (key == null) {
            return Optional.empty();
        }
        Secret secret = secret(call, key);
        return Optional.of(new Mark(secret.markName, secret.name, secret.fingerprint()));
    }

    private Answer claimOrReplay(Secret secret, Supplier<Outcome> action) {
        if (repository.claim(secret.userId, secret.name, secret.markName, secret.fingerprint())
                == 0) {
            return repository
                    .find(secret.userId, secret.name)
                    .or(() -> repository.find(secret.userId, secret.markName))
                    .map(row -> replay(secret, row))
                    .orElseThrow(() ->
                            new Unavailable(
                                    "idempotency key expired meanwhile",
                                    Duration.ofSeconds(1),
                                    null));
        }
        Answer answer = answer(action.get());
        String sealed = Base64.getEncoder().encodeToString(Sealed.seal(secret.text, answer.body()));
        repository.remember(secret.userId, secret.name, answer.status(), sealed);
        return answer;
    }

    private static Answer replay(Secret secret, RememberedCall row) {
        Integer status = row.status();
        String sealed = row.answer();
        if (!row.fingerprint().equals(secret.fingerprint()) || status == null || sealed == null) {
            throw new IdempotencyKeyReused();
        }
        return new Answer(
                status,
                Sealed.open(secret.text, Base64.getDecoder().decode(sealed))
                        .orElseThrow(IdempotencyKeyReused::new));
    }

    private Answer answer(Outcome outcome) {
        return new Answer(outcome.status(), outcome.body() == null ? "" : write(outcome.body()));
    }

    private Secret secret(Call call, String key) {
        String text =
                String.join(
                        "\n",
                        Long.toString(call.userId()),
                        key,
                        call.operation(),
                        write(call.request()));
        return new Secret(call.userId(), Sealed.digest(key), Sealed.digest(MARK + key), text);
    }

    private String write(Object value) {
        try {
            return new String(json.writeValueAsBytes(value), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A call that may be remembered.
    ///
    /// @param userId who calls, [#ANONYMOUS] without a token
    /// @param operation what is done, for example `POST /api/v1/chats`
    /// @param request what is asked, a record that can be written as JSON
    public record Call(long userId, IdempotencyKey key, String operation, Object request) {
        @Override
        public String toString() {
            return "Call[userId=" + userId + ", operation=" + operation + "]";
        }
    }

    /// A call with a key, as `idempotency_keys` has it.
    ///
    /// @param name what the row is to be found by
    /// @param others what the row is found by if the key was used for a call of another kind
    /// @param fingerprint the digest of the whole call
    public record Mark(String name, String others, String fingerprint) {}

    /// What seals the answer: the whole call with its key.
    ///
    /// @param name digest of the key
    /// @param markName digest by which a [Mark] of this key is found
    private record Secret(long userId, String name, String markName, String text) {
        String fingerprint() {
            return Sealed.digest(text);
        }

        @Override
        public String toString() {
            return "Secret[userId=" + userId + "]";
        }
    }
}
