package dev.narrows.trainer.dataset.topic;

import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.trainer.dataset.Dataset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a topic gave.
 *
 * @param data the vectors, in the order in which they were read
 * @param records how many records were read, usable or not
 * @param unusable records that are not in {@code data}, by reason
 */
public record TopicRows(Dataset data, long records, Map<Reason, Long> unusable) {

    /** Copies the map. */
    public TopicRows {
        Map<Reason, Long> copy = new EnumMap<>(Reason.class);
        copy.putAll(unusable);
        unusable = Collections.unmodifiableMap(copy);
    }
}
