package org.chatcluster.deploy.loadtest;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a rate: messages a second, or `max` for the most that finishes, which is 0.
final class Rate implements ITypeConverter<Integer> {
    static final int MAX = 0;
    private static final int MOST = 200_000;

    @Override
    public Integer convert(String value) {
        if (value.equals("max")) {
            return MAX;
        }
        if (value.matches("[1-9][0-9]{0,5}") && Integer.parseInt(value) <= MOST) {
            return Integer.valueOf(value);
        }
        throw new TypeConversionException(
                "'%s' is neither max nor a number from 1 to %d".formatted(value, MOST));
    }
}
