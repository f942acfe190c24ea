package org.chatcluster.api.family;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.chatcluster.api.family.TokenFamilyRepository.Revoked;
import org.chatcluster.api.token.RevokedTokens;
import org.chatcluster.api.token.TokenConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every second, and before the node takes its first call, which families were revoked on any
/// node; every five minutes at all of them, in case a commit took longer than pages overlap. While
/// the database is away it goes on refusing those that it knows of.
@Singleton
class RevocationWatch implements ApplicationEventListener<StartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationWatch.class);

    /// For clocks of nodes that differ.
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final int FULL_LOOK_EVERY = 300;

    private final TokenFamilyRepository repository;
    private final RevokedTokens revokedTokens;
    private final TokenConfig config;
    private final AtomicLong afterMicros = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();

    RevocationWatch(
            TokenFamilyRepository repository, RevokedTokens revokedTokens, TokenConfig config) {
        this.repository = repository;
        this.revokedTokens = revokedTokens;
        this.config = config;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        look();
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void look() {
        try {
            boolean full = looks.getAndIncrement() % FULL_LOOK_EVERY == 0;
            RevokedPage page = since(full ? 0 : afterMicros.get());
            revokedTokens.add(page.families());
            afterMicros.set(Long.parseLong(page.after()));
        } catch (RuntimeException e) {
            LOG.warn("revoked families not read, next try in a second cause={}", e.toString());
        }
    }

    /// Returns the families revoked since about then, as long as one of their access tokens may
    /// live.
    ///
    /// @param afterMicros what the last page said, or 0 for all of them
    RevokedPage since(long afterMicros) {
        var rows =
                repository.findRevoked(
                        config.accessLife().plus(SLACK).toSeconds(), Math.max(0, afterMicros));
        return new RevokedPage(
                rows.stream().map(Revoked::family).filter(Objects::nonNull).toList(),
                Long.toString(rows.getFirst().id()));
    }
}
