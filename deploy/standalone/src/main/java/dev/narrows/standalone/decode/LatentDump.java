package dev.narrows.standalone.decode;

import dev.narrows.schemas.decode.Decoded;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.scan.DecodedLatents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes the latents that a topic holds into a sink, partition after partition, in the order of offsets. One thread. */
public final class LatentDump {
    private final RowSink sink;
    private final Function<byte[], String> keyText;
    private final long max;
    private long written;
    private long undecodable;
    private Optional<String> firstReason = Optional.empty();

    /**
     * @param keyText how a key is shown, for a sink that tells the origin
     * @param max most vectors to write
     */
    public LatentDump(RowSink sink, Function<byte[], String> keyText, long max) {
        this.sink = sink;
        this.keyText = keyText;
        this.max = max;
    }

    /** Throws {@link UncheckedIOException} when the sink cannot be written. */
    public void run(Map<String, ?> kafkaClient, String topic, VectorDecoder decoder) {
        DecodedLatents.read(kafkaClient, topic, decoder, this::take);
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Decoded decoded) {
        if (decoded instanceof Decoded.Vector vector && written < max) {
            write(record, vector);
            written++;
        } else if (decoded instanceof Decoded.Undecodable not) {
            undecodable++;
            firstReason = firstReason.or(() -> Optional.of(
                    record.topic() + "/" + record.partition() + "@" + record.offset() + ": " + not.reason()));
        }
    }

    private void write(ConsumerRecord<byte[], byte[]> record, Decoded.Vector vector) {
        Origin origin = new Origin(
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key() == null ? "" : keyText.apply(record.key()),
                vector.modelVersion(),
                vector.error());
        try {
            sink.write(origin, vector.values());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Vectors written. */
    public long written() {
        return written;
    }

    /** Latents that could not be decoded. */
    public long undecodable() {
        return undecodable;
    }

    /** Where the first of those lies, and why. */
    public Optional<String> firstReason() {
        return firstReason;
    }
}
