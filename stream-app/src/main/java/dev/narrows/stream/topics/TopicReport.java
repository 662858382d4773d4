package dev.narrows.stream.topics;

import dev.narrows.stream.route.RecordLimits;
import java.util.List;

/**
 * What the check of the topics found.
 *
 * @param partitions partitions of the input topic
 * @param limits how large records the output topics take
 * @param warnings what is allowed and yet may surprise, one line each
 */
public record TopicReport(int partitions, RecordLimits limits, List<String> warnings) {

    /** Copies the list. */
    public TopicReport {
        warnings = List.copyOf(warnings);
    }
}
