package dev.narrows.schemas.vector.avro;

import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * Which fields of a schema are named, and which place each has in the vector. For one schema.
 *
 * <p>A short schema may have very many paths, because a record may be the type of many fields of another one. So no more than
 * {@value #MAX_TYPES} types are looked at, whose paths have no more than {@value #MAX_CHARACTERS} characters together.
 */
final class Places {

    static final int MAX_TYPES = Plan.MAX_STEPS;
    static final int MAX_CHARACTERS = 16 << 20;

    private static final int MAX_DEPTH = 32;

    private final Names names;
    private final TreeMap<String, Integer> places = new TreeMap<>();
    private final Map<String, Set<String>> children = new HashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final Set<String> all = new HashSet<>();
    private final List<String> plain = new ArrayList<>();
    private int types;
    private int characters;

    /**
     * @param fields as {@link InputFields} has them
     * @throws UnreadableVectorException when there is too much to look at
     */
    Places(List<String> fields, Schema schema) throws UnreadableVectorException {
        this.names = new Names(fields);
        collect(schema, "", 0);
        for (String name : fields) {
            List<String> found = name.contains("*")
                    ? plain.stream().filter(each -> Names.matches(name, each)).toList()
                    : all.contains(name) ? List.of(name) : List.of();
            found.forEach(this::add);
            if (found.isEmpty()) {
                missing.add(name);
            }
        }
    }

    private void add(String path) {
        places.putIfAbsent(path, places.size());
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
            child(path.substring(0, from), path.substring(from, dot));
            from = dot + 1;
        }
        child(path.substring(0, from), path.substring(from));
    }

    private void child(String prefix, String name) {
        children.computeIfAbsent(prefix, any -> new LinkedHashSet<>()).add(name);
    }

    /** Paths in the order of the schema; times and decimals are no plain numbers, and taken where they are asked for. */
    private void collect(Schema schema, String prefix, int depth) throws UnreadableVectorException {
        count(1, 0);
        if (schema.getType() == Schema.Type.UNION && depth < MAX_DEPTH) {
            for (Schema branch : schema.getTypes()) {
                collect(branch, prefix, depth + 1);
            }
        }
        // A schema may go on for ever, names do not.
        if (schema.getType() != Schema.Type.RECORD || depth >= MAX_DEPTH || !names.reach(prefix)) {
            return;
        }
        for (Schema.Field field : schema.getFields()) {
            String path = prefix + field.name();
            count(0, path.length());
            if (all.add(path) && isPlain(field.schema())) {
                plain.add(path);
            }
            collect(field.schema(), path + ".", depth + 1);
        }
    }

    private void count(int moreTypes, int moreCharacters) throws UnreadableVectorException {
        types += moreTypes;
        characters += moreCharacters;
        if (types > MAX_TYPES) {
            throw UnreadableVectorException.unreadable("more than " + MAX_TYPES + " types (expected: fewer)");
        }
        if (characters > MAX_CHARACTERS) {
            throw UnreadableVectorException.unreadable(
                    "paths of more than " + MAX_CHARACTERS + " characters (expected: fewer)");
        }
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
        return children.containsKey(path + ".");
    }

    /** A named field that a record with that prefix, one of several that may stand there, does not have. */
    Optional<String> lacking(String prefix, Schema record) {
        return children.getOrDefault(prefix, Set.of()).stream()
                .filter(each -> record.getField(each) == null)
                .findFirst()
                .map(each -> prefix + each);
    }

    /** The places of the named fields inside of the record with that prefix. */
    List<Integer> inside(String prefix) {
        return places.subMap(prefix, prefix + Character.MAX_VALUE).values().stream()
                .sorted()
                .toList();
    }
}
