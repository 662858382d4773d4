package dev.narrows.stream.topics;

import dev.narrows.stream.config.TopicSettings;
import dev.narrows.stream.config.check.SettingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What the topics must be like so that the stream neither loses records nor stops at one. Pure: looks at descriptions.
 */
final class TopicRules {

    private static final long COPIES = 4;
    private static final String BEFORE_MAX = TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG;
    private static final String AFTER_MAX = TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;

    private final TopicSettings settings;
    private final List<String> warnings = new ArrayList<>();

    TopicRules(TopicSettings settings) {
        this.settings = settings;
    }

    List<String> warnings() {
        return warnings;
    }

    void input(TopicState input) {
        if (!input.allows(AclOperation.READ)) {
            throw new SettingException("input.topic", input.name() + " may not be read", "permission to read");
        }
    }

    /**
     * What the largest records that the input topic takes may need at least: each thread may hold one as it was fetched, as
     * its dead letter, and twice on the way out. What is compressed may be far larger; such a record is left out when memory
     * does not suffice for it.
     *
     * @param heapBytes what this process may have at most
     */
    void memory(TopicState input, int threads, long heapBytes) {
        long largest = input.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, 0);
        long needed = COPIES * threads * largest;
        if (needed > heapBytes / 2) {
            warnings.add("max.message.bytes of topic " + input.name() + ": " + largest + ", of which " + threads
                    + " threads may need " + needed + " bytes (expected: at most half of the heap, which has "
                    + heapBytes
                    + "; raise -Xmx or lower max.message.bytes)");
        }
    }

    /**
     * @param key the setting that names the topic
     * @throws SettingException when records sent to the topic could be refused or lost
     */
    void output(String key, TopicState output, TopicState input) {
        if (!output.allows(AclOperation.WRITE)) {
            throw new SettingException(key, output.name() + " may not be written", "permission to write");
        }
        if (output.partitions() < input.partitions()) {
            throw new SettingException(
                    key,
                    output.name() + " has " + output.partitions() + " partitions",
                    ">= " + input.partitions() + ", as many as " + input.name());
        }
        if (output.isCompacted()) {
            throw new SettingException(
                    key,
                    output.name() + " is compacted",
                    "cleanup.policy=delete: records without a key are refused, others of one key replaced");
        }
        timestamps(key, output, input);
    }

    /** Latents are stamped with the time of their vectors, so time retention counts from then. */
    void latentsRetention(TopicState latents) {
        long wanted = settings.latentsRetentionMs();
        long found = latents.isDeleted() ? latents.number(TopicConfig.RETENTION_MS_CONFIG, wanted) : -1;
        if (found == wanted) {
            if (found >= 0) {
                warnings.add(deleted(latents, found));
            }
        } else if (wanted >= 0) {
            throw new SettingException(
                    "latents.retention.ms", wanted, found + ", which is retention.ms of topic " + latents.name());
        } else {
            warnings.add(deleted(latents, found) + "; set retention.ms of the topic to -1, or latents.retention.ms to "
                    + found + " if that is meant");
        }
    }

    private void timestamps(String key, TopicState output, TopicState input) {
        long before = output.number(BEFORE_MAX, Long.MAX_VALUE);
        if (before < Long.MAX_VALUE) {
            throw new SettingException(
                    key,
                    output.name() + " refuses timestamps older than " + before + " ms",
                    BEFORE_MAX + "=" + Long.MAX_VALUE + ", because a record that waits grows older");
        }
        long after = output.number(AFTER_MAX, Long.MAX_VALUE);
        long inputAfter = input.number(AFTER_MAX, Long.MAX_VALUE);
        if (after < inputAfter) {
            throw new SettingException(
                    key,
                    output.name() + " refuses timestamps more than " + after + " ms ahead",
                    AFTER_MAX + ">=" + inputAfter + ", as " + input.name() + " takes them");
        }
        if ("LogAppendTime".equals(output.config().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))) {
            warnings.add("topic " + output.name() + " stamps records itself, so timestamps of vectors are not kept");
        }
    }

    private static String deleted(TopicState latents, long retentionMs) {
        return "topic " + latents.name() + " deletes latents of vectors older than " + Duration.ofMillis(retentionMs)
                + ", counted from the vector's own timestamp";
    }
}
