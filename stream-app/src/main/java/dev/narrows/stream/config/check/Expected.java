package dev.narrows.stream.config.check;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** What is valid for a setting, and how to say so in a message: {@link #toString} is the text behind "expected:". */
public final class Expected implements Validator {

    public static final Validator ANYTHING = new Expected("anything", value -> true);
    public static final Validator NOT_BLANK =
            new Expected("not blank", value -> !value.toString().isBlank());

    public static final Validator SHARE = new Expected("above 0, at most 1", value -> {
        double share = ((Number) value).doubleValue();
        return share > 0 && share <= 1;
    });

    private final String text;
    private final Predicate<Object> valid;

    private Expected(String text, Predicate<Object> valid) {
        this.text = text;
        this.valid = valid;
    }

    public static Validator oneOf(String... values) {
        return new Expected(String.join(", ", values), List.of(values)::contains);
    }

    public static Validator matching(String regex, String text) {
        Pattern pattern = Pattern.compile(regex);
        return new Expected(text, value -> pattern.matcher(value.toString()).matches());
    }

    public static Validator atLeast(long least) {
        return new Expected(">= " + least, value -> ((Number) value).longValue() >= least);
    }

    public static Validator between(int least, int most) {
        return new Expected(least + " to " + most, value -> {
            int number = ((Number) value).intValue();
            return number >= least && number <= most;
        });
    }

    @Override
    public void ensureValid(String name, Object value) {
        // A value that could not be parsed arrives as null, with an error of its own already noted.
        if (value != null && !valid.test(value)) {
            throw new ConfigException(name, value, text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
