package dev.narrows.schemas.topic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a name that nobody knows, of a topic or a setting, was most likely meant to be. Stateless; any thread. */
public final class Misspelt {

    private static final int LEAST_REACH = 2;
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Misspelt() {}

    /** The known name that differs least, in a third of the letters or two at most; empty where none is so near. */
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        int reach = Math.max(LEAST_REACH, unknown.length() / 3);
        return known.stream()
                .filter(name -> DISTANCE.apply(name, unknown) <= reach)
                .min(Comparator.<String>comparingInt(name -> DISTANCE.apply(name, unknown))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ", perhaps NAME"} where a name is near, else nothing; for the end of what a message expects. */
    public static String perhaps(String unknown, Collection<String> known) {
        return nearest(unknown, known).map(name -> ", perhaps " + name).orElse("");
    }
}
