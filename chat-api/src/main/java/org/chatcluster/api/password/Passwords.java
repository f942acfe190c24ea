package org.chatcluster.api.password;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.chatcluster.api.refusal.Unavailable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Hashes and checks passwords with Argon2id (RFC 9106). The caller waits; the work is done on a
/// pool of its own, with a bounded queue. Thread-safe; never call it with a database connection in
/// hand.
@Singleton
public final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Argon2PasswordEncoder argon2;
    private final ThreadPoolExecutor pool;
    private final String nobodysHash;

    Passwords(PasswordConfig config) {
        argon2 =
                new Argon2PasswordEncoder(
                        SALT_BYTES, HASH_BYTES, 1, config.memoryKib(), config.passes());
        int threads =
                config.threads() == 0
                        ? Math.max(1, Runtime.getRuntime().availableProcessors() - 1)
                        : config.threads();
        pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(config.queued()),
                        Thread.ofPlatform().name("password-", 0).daemon().factory());
        nobodysHash = argon2.encode("");
    }

    /// Returns the hash to store.
    ///
    /// @throws Unavailable if too many passwords wait to be hashed
    public String hash(String password) {
        return onPool(() -> argon2.encode(password));
    }

    /// Returns whether the password has that hash.
    ///
    /// @throws Unavailable if too many passwords wait to be hashed
    public boolean matches(String password, String hash) {
        return onPool(() -> argon2.matches(password, hash));
    }

    /// Takes as long as [#matches], for accounts that do not exist: so the time tells nothing.
    ///
    /// @throws Unavailable if too many passwords wait to be hashed
    public void matchNobody(String password) {
        onPool(() -> argon2.matches(password, nobodysHash));
    }

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }

    private <T> T onPool(Callable<T> work) {
        Future<T> result;
        try {
            result = pool.submit(work);
        } catch (RejectedExecutionException e) {
            throw new Unavailable("too many passwords wait to be hashed", RETRY_AFTER, e);
        }
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while hashing", RETRY_AFTER, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Argon2 failed", e.getCause());
        }
    }
}
