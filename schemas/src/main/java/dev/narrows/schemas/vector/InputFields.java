package dev.narrows.schemas.vector;

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
 */
public record InputFields(String field, List<String> names, OptionalDouble filling) {

    /** What {@code input.nulls} says where records with a null are refused. */
    public static final String REFUSE = "refuse";

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

    /** One field that holds them all, none of them null. */
    public static InputFields of(String field) {
        return new InputFields(field, List.of(), OptionalDouble.empty());
    }

    /**
     * As settings say it.
     *
     * @param field {@code input.field}
     * @param names {@code input.fields}: comma separated, blank for none
     * @param nulls {@code input.nulls}: {@link #REFUSE}, or a number
     */
    public static InputFields parse(String field, String names, String nulls) {
        List<String> each = names.isBlank()
                ? List.of()
                : Arrays.stream(names.split(",", -1)).map(String::trim).toList();
        return new InputFields(field, each, filling(nulls.trim()));
    }

    private static OptionalDouble filling(String nulls) {
        if (nulls.equals(REFUSE)) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(nulls));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("input.nulls: " + nulls + " (expected: refuse, or a number)", e);
        }
    }

    /** Whether fields of a number each are named. */
    public boolean areNamed() {
        return !names.isEmpty();
    }
}
