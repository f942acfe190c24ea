package org.chatcluster.api.bootstrap;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chatcluster.api.account.AlreadyTaken;
import org.chatcluster.api.account.NewUser;
import org.chatcluster.api.account.UserView;
import org.chatcluster.api.account.Users;
import org.chatcluster.api.password.Passwords;
import org.chatcluster.common.token.AccessClaims.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the first accounts before the node takes calls. Several nodes that start at once make each
/// account once: the unique indexes decide.
@Singleton
final class FirstAccounts implements ApplicationEventListener<StartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);

    /// Ids just below 2^53, the largest number that every JSON reader keeps exactly (RFC 8259
    /// section 6).
    private static final List<DemoAccount> DEMO =
            List.of(
                    new DemoAccount(
                            9_007_199_254_740_001L, "admin", AdminConfig.DEMO_PASSWORD, Role.ADMIN),
                    new DemoAccount(9_007_199_254_740_002L, "anna", "demo12345", Role.USER),
                    new DemoAccount(9_007_199_254_740_003L, "boris", "demo12345", Role.USER));

    private final Users users;
    private final Passwords passwords;
    private final DemoConfig demo;
    private final AdminConfig admin;

    FirstAccounts(Users users, Passwords passwords, DemoConfig demo, AdminConfig admin) {
        this.users = users;
        this.passwords = passwords;
        this.demo = demo;
        this.admin = admin;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        if (demo.enabled()) {
            addDemoAccounts();
        } else if (AdminConfig.DEMO_PASSWORD.equals(admin.password())) {
            throw new ConfigurationException(
                    "chat.admin.password is the demo's, which everybody knows, expected another");
        }
        addAdmin();
    }

    private void addDemoAccounts() {
        Map<Long, UserView> existing = users.findAll(DEMO.stream().map(DemoAccount::id).toList());
        for (DemoAccount account : DEMO) {
            if (!existing.containsKey(account.id())) {
                users.addIfAbsent(
                        account.id(),
                        new NewUser(
                                account.name() + "@example.com",
                                passwords.hash(account.password()),
                                account.displayName(),
                                account.role().wireName()),
                        account.name());
            }
        }
        LOG.warn("demo accounts are on, everybody knows their passwords");
    }

    private void addAdmin() {
        String email = admin.email();
        String password = admin.password();
        if (email == null || password == null || users.findByLogin(email).isPresent()) {
            return;
        }
        try {
            users.add(
                    new NewUser(
                            email.strip().toLowerCase(Locale.ROOT),
                            passwords.hash(password),
                            "Admin",
                            Role.ADMIN.wireName()));
            LOG.info("made the first admin");
        } catch (AlreadyTaken _) {
            LOG.info("another node made the first admin");
        }
    }

    private record DemoAccount(long id, String name, String password, Role role) {
        String displayName() {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }
    }
}
