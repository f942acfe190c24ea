package org.chatcluster.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Has a test fail for good if it fails once, other than those that are run once more: one
/// violation is one too many, or a second try would look at something else.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OneTry.Extension.class)
public @interface OneTry {
    /// A second try takes place in the JVM of the first.
    final class Extension implements BeforeEachCallback {
        private static final Set<String> TRIED = ConcurrentHashMap.newKeySet();

        @Override
        public void beforeEach(ExtensionContext test) {
            assertThat(TRIED.add(test.getUniqueId())).as("the first try failed").isTrue();
        }
    }
}
