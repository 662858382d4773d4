package dev.narrows.schemas.vector.value;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where in a record the values of its vector are: in one field that holds them all, or in fields of one number each. The
 * same for every format, in the service and in the trainer.
 *
 * @param field the field that holds them all, dotted where it is in a record in the record; looked at where there are no
 *     names
 * @param names fields of a number each, dotted likewise, in the order of the vector; {@code *} in a name stands for any
 *     characters but dots, and the name then for all fields of plain numbers like it, in the order of the schema
 * @param filling what stands for a number that is null; empty where a record with one is refused
 * @param mean whether the mean that the feature had in training stands for it, as far as a reader is told that
 */
public record InputFields(String field, List<String> names, OptionalDouble filling, boolean mean) {

    /** What {@code input.nulls} says where records with a null are refused. */
    public static final String REFUSE = "refuse";

    /** What {@code input.nulls} says where the mean of training stands for a null. */
    public static final String MEAN = "mean";

    private static final int MOST_NAMES = 65_536;

    /** Checks that names are there once. */
    public InputFields {
        names = List.copyOf(names);
        if (names.size() > MOST_NAMES || new HashSet<>(names).size() < names.size() || names.contains("")) {
            throw new IllegalArgumentException("input.fields: " + names.size()
                    + " names, one of them empty or twice (expected: names, each once)");
        }
        if (filling.isPresent() && !Float.isFinite((float) filling.getAsDouble())) {
            throw new IllegalArgumentException("input.nulls: " + filling.getAsDouble() + " (expected: a finite float)");
        }
    }

    /** Without means. */
    public InputFields(String field, List<String> names, OptionalDouble filling) {
        this(field, names, filling, false);
    }

    /** One field that holds them all, none of them null. */
    public static InputFields of(String field) {
        return new InputFields(field, List.of(), OptionalDouble.empty());
    }

    /**
     * As settings say it.
     *
     * @param field {@code input.field}
     * @param names {@code input.fields}: comma separated, blank for none
     * @param nulls {@code input.nulls}: {@link #REFUSE}, {@link #MEAN}, or a number
     */
    public static InputFields parse(String field, String names, String nulls) {
        List<String> each = names.isBlank()
                ? List.of()
                : Arrays.stream(names.split(",", -1)).map(String::trim).toList();
        return new InputFields(field, each, filling(nulls.trim()), nulls.trim().equals(MEAN));
    }

    private static OptionalDouble filling(String nulls) {
        if (nulls.equals(REFUSE) || nulls.equals(MEAN)) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(nulls));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("input.nulls: " + nulls + " (expected: refuse, mean, or a number)", e);
        }
    }

    /** Whether fields of a number each are named. */
    public boolean areNamed() {
        return !names.isEmpty();
    }
}
