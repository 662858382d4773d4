package dev.narrows.schemas.vector.avro;

import dev.narrows.schemas.vector.value.InputFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** Which fields of a schema are named, and which place each has in the vector. For one schema. */
final class Places {

    private static final int MAX_DEPTH = 32;

    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> within = new HashSet<>();
    private final List<String> missing = new ArrayList<>();

    /** @param names as {@link InputFields} has them */
    Places(List<String> names, Schema schema) {
        this.names = names;
        List<String> plain = new ArrayList<>();
        Set<String> all = new HashSet<>();
        collect(schema, "", plain, all, 0);
        for (String name : names) {
            Pattern pattern = pattern(name);
            List<String> found = name.contains("*")
                    ? plain.stream()
                            .filter(each -> pattern.matcher(each).matches())
                            .toList()
                    : all.contains(name) ? List.of(name) : List.of();
            found.forEach(this::add);
            if (found.isEmpty()) {
                missing.add(name);
            }
        }
    }

    /** Takes any characters but dots for a star. */
    static Pattern pattern(String name) {
        StringBuilder pattern = new StringBuilder();
        for (String part : name.split("\\*", -1)) {
            pattern.append(pattern.isEmpty() ? "" : "[^.]*").append(Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString());
    }

    private void add(String path) {
        places.putIfAbsent(path, places.size());
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            within.add(path.substring(0, dot));
        }
    }

    /** Paths in the order of the schema; times and decimals are no plain numbers, and taken where they are asked for. */
    private void collect(Schema schema, String prefix, List<String> plain, Set<String> all, int depth) {
        if (schema.getType() == Schema.Type.UNION && depth < MAX_DEPTH) {
            schema.getTypes().forEach(branch -> collect(branch, prefix, plain, all, depth + 1));
        }
        if (schema.getType() != Schema.Type.RECORD || depth >= MAX_DEPTH || !reaches(prefix)) {
            return;
        }
        for (Schema.Field field : schema.getFields()) {
            String path = prefix + field.name();
            if (all.add(path) && isPlain(field.schema())) {
                plain.add(path);
            }
            collect(field.schema(), path + ".", plain, all, depth + 1);
        }
    }

    /** Whether any name may be inside of the record of that prefix: a schema may go on for ever, names do not. */
    private boolean reaches(String prefix) {
        return prefix.isEmpty()
                || names.stream().anyMatch(name -> {
                    String[] parts = name.split("\\.", -1);
                    String[] given = prefix.substring(0, prefix.length() - 1).split("\\.", -1);
                    boolean same = parts.length > given.length;
                    for (int i = 0; same && i < given.length; i++) {
                        same = pattern(parts[i]).matcher(given[i]).matches();
                    }
                    return same;
                });
    }

    private static boolean isPlain(Schema schema) {
        return switch (schema.getType()) {
            case FLOAT, DOUBLE, INT, LONG -> schema.getLogicalType() == null;
            case UNION ->
                schema.getTypes().stream().anyMatch(Places::isPlain)
                        && schema.getTypes().stream()
                                .allMatch(each -> each.getType() == Schema.Type.NULL || isPlain(each));
            default -> false;
        };
    }

    /** Names of no field. */
    List<String> missing() {
        return missing;
    }

    /** How many places there are. */
    int count() {
        return places.size();
    }

    /** The place of the field of that path, -1 where it is not named. */
    int of(String path) {
        return places.getOrDefault(path, -1);
    }

    /** Whether named fields are inside of the record at that path. */
    boolean within(String path) {
        return within.contains(path);
    }

    /** A named field that a record with that prefix, one of several that may stand there, does not have. */
    Optional<String> lacking(String prefix, Schema record) {
        return places.keySet().stream()
                .filter(each -> each.startsWith(prefix))
                .filter(each -> record.getField(each.substring(prefix.length()).split("\\.", 2)[0]) == null)
                .findFirst();
    }

    /** The places of the named fields inside of the record with that prefix. */
    List<Integer> inside(String prefix) {
        return places.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }
}
