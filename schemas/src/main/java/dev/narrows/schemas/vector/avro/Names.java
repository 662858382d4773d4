package dev.narrows.schemas.vector.avro;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of fields, dotted, a star in which stands for any characters but dots. What they are compared with comes from strangers,
 * so a comparison takes no more steps than both are long, multiplied. Immutable; any thread.
 */
final class Names {

    private final Set<String> records = new HashSet<>();
    private final List<String[]> patterns = new ArrayList<>();

    Names(List<String> names) {
        for (String name : names) {
            if (name.contains("*")) {
                patterns.add(name.split("\\.", -1));
            } else {
                for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                    records.add(name.substring(0, dot + 1));
                }
            }
        }
    }

    /** Whether any may be inside of the record of that prefix, which is empty or ends with a dot. */
    boolean reach(String prefix) {
        if (prefix.isEmpty() || records.contains(prefix)) {
            return true;
        }
        String[] given = patterns.isEmpty() ? new String[0] : prefix.split("\\.");
        for (String[] parts : patterns) {
            boolean same = parts.length > given.length;
            for (int i = 0; same && i < given.length; i++) {
                same = matches(parts[i], given[i]);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name with stars is that path. */
    static boolean matches(String name, String path) {
        int at = 0;
        int star = -1;
        int behind = 0;
        for (int i = 0; i < path.length(); ) {
            if (at < name.length() && name.charAt(at) == '*') {
                star = at++;
                behind = i;
            } else if (at < name.length() && name.charAt(at) == path.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0 && path.charAt(behind) != '.') {
                // What the last star stands for becomes one longer.
                at = star + 1;
                i = ++behind;
            } else {
                return false;
            }
        }
        while (at < name.length() && name.charAt(at) == '*') {
            at++;
        }
        return at == name.length();
    }
}
