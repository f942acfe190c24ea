package org.chatcluster.api.input;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import io.micronaut.validation.validator.constraints.ConstraintValidatorContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Checks [Text].
@Singleton
@Introspected
final class TextValidator implements ConstraintValidator<Text, CharSequence> {
    @Override
    public boolean isValid(
            @Nullable CharSequence value,
            AnnotationValue<Text> annotation,
            ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        boolean trim = annotation.booleanValue("trim").orElse(true);
        String text = trim ? value.toString().strip() : value.toString();
        int min = annotation.intValue("min").orElse(1);
        int max = annotation.intValue("max").orElse(Integer.MAX_VALUE);
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            context.messageTemplate("must have " + min + " to " + max + " characters");
            return false;
        }
        if (!isStorable(text)) {
            context.messageTemplate("must not have NUL characters or broken surrogate pairs");
            return false;
        }
        return true;
    }

    /// Returns whether the text is proper Unicode and has no NUL.
    static boolean isStorable(String text) {
        return text.indexOf('\0') < 0
                && text.codePoints()
                        .noneMatch(
                                c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
