package dev.narrows.stream.encode.step;

import dev.narrows.stream.compare.Sample;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * Which records a candidate encodes: those whose key falls into the first {@code percent} of a hundred parts. A key that
 * is in stays in while the percentage grows, and the version is mixed in, so that it is not always the same devices that
 * a new version is tried on. A record without a key goes by where it is.
 *
 * @param percent 0 to 100
 * @param version the candidate's
 */
public record Split(int percent, int version) {

    private static final int HUNDREDTHS = 10_000;
    private static final long VERSIONS = 0x9E3779B97F4A7C15L;

    /** Checks the range. */
    public Split {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent: " + percent + " (expected: 0 to 100)");
        }
    }

    public boolean takes(ConsumerRecord<byte[], ?> record) {
        if (percent == 0) {
            return false;
        }
        byte[] key = record.key();
        long place =
                key == null ? Sample.mixed(record.offset() + VERSIONS * (record.partition() + 1)) : Utils.murmur2(key);
        return Long.remainderUnsigned(Sample.mixed(place ^ VERSIONS * version), HUNDREDTHS) < 100L * percent;
    }
}
