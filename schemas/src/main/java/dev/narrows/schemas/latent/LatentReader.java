package dev.narrows.schemas.latent;

import dev.narrows.schemas.Latent;
import dev.narrows.schemas.registry.RecordDeserializer;
import dev.narrows.schemas.registry.RegistryRefusedException;
import dev.narrows.schemas.registry.RegistryUnavailableException;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.registry.UnknownSchemaException;
import dev.narrows.schemas.registry.WireFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads latents from their record values.
 *
 * <p>For one thread. A value written with today's schema is read in place, without Avro; one of another version of the
 * schema goes through Avro's schema resolution.
 */
public final class LatentReader {

    private static final String TODAY = SchemaNormalization.toParsingForm(Latent.getClassSchema());
    private static final int MAX_INT_BYTES = 5;

    private final SchemaRegistry registry;
    private final RecordDeserializer<Latent> resolving;
    private final LatentView view = new LatentView();
    private final Map<Integer, Boolean> isToday = new HashMap<>();
    private int lastId = WireFormat.NO_SCHEMA;
    private boolean lastIsToday;
    private byte[] value = {};
    private int position;

    /** A reader of whatever versions of the schema the registry knows. */
    public LatentReader(SchemaRegistry registry) {
        this.registry = registry;
        this.resolving = new RecordDeserializer<>(registry, Latent.getClassSchema());
    }

    /**
     * Reads one latent.
     *
     * @param latent a value of the latents topic, not null; not to be changed while the view is in use
     * @return the same view each time, good until the next call
     * @throws UnreadableLatentException when the value is not a latent
     * @throws RegistryUnavailableException when the schema is not known yet and no registry answers
     * @throws RegistryRefusedException when the registry refuses us
     */
    public LatentView read(byte[] latent) {
        int id = WireFormat.schemaId(latent);
        if (id == WireFormat.NO_SCHEMA) {
            throw unreadable("no schema id", null);
        }
        if (id != lastId) {
            lastIsToday = isToday(id);
            lastId = id;
        }
        if (lastIsToday) {
            readInPlace(latent);
        } else {
            readResolving(latent);
        }
        return view;
    }

    private boolean isToday(int id) {
        try {
            return isToday.computeIfAbsent(
                    id,
                    any -> SchemaNormalization.toParsingForm(registry.schema(any))
                            .equals(TODAY));
        } catch (UnknownSchemaException e) {
            throw unreadable(e.getMessage(), e);
        } catch (StackOverflowError e) {
            // Avro follows a writer's schema however deep it is.
            throw unreadable("schema id " + id + ": too deep", e);
        }
    }

    private void readInPlace(byte[] latent) {
        value = latent;
        position = WireFormat.HEADER_BYTES;
        int version = readInt();
        int codeBytes = readInt();
        int codeAt = advance(codeBytes);
        int errorAt = advance(Float.BYTES);
        int branch = readInt();
        int correctionBytes = branch == 0 ? 0 : readInt();
        int correctionAt = advance(correctionBytes);
        int decoder = readInt();
        if (position != value.length || (branch | 1) != 1) {
            throw unreadable("bytes that go on, or a union that has no such branch", null);
        }
        float error = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getFloat(errorAt);
        view.is(value, version, codeAt, codeBytes, error, branch == 0 ? -1 : correctionAt, correctionBytes, decoder);
    }

    private void readResolving(byte[] latent) {
        try {
            Latent record = Objects.requireNonNull(resolving.deserialize("latents", latent));
            ByteBuffer code = record.getCode();
            ByteBuffer correction = record.getCorrection();
            int codeBytes = code.remaining();
            int correctionBytes = correction == null ? 0 : correction.remaining();
            byte[] both = new byte[codeBytes + correctionBytes];
            code.get(code.position(), both, 0, codeBytes);
            if (correction != null) {
                correction.get(correction.position(), both, codeBytes, correctionBytes);
            }
            int correctionAt = correction == null ? -1 : codeBytes;
            view.is(
                    both,
                    record.getModelVersion(),
                    0,
                    codeBytes,
                    record.getError(),
                    correctionAt,
                    correctionBytes,
                    record.getDecoderId());
        } catch (SerializationException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    private int readInt() {
        long raw = 0;
        int end = Math.min(value.length, position + MAX_INT_BYTES);
        for (int shift = 0; position < end; shift += 7) {
            byte next = value[position++];
            raw |= (next & 0x7fL) << shift;
            if (next >= 0) {
                long number = raw >>> 1 ^ -(raw & 1);
                return Math.toIntExact(Math.max(Math.min(number, Integer.MAX_VALUE), Integer.MIN_VALUE));
            }
        }
        throw unreadable("a number that does not end", null);
    }

    /** Moves behind that many bytes, and says where they start. */
    private int advance(int length) {
        if (length < 0 || length > value.length - position) {
            throw unreadable(length + " bytes at byte " + position + " of " + value.length, null);
        }
        int at = position;
        position += length;
        return at;
    }

    private static UnreadableLatentException unreadable(@Nullable String what, @Nullable Throwable cause) {
        return new UnreadableLatentException("latent: " + what + " (expected: Latent in wire format)", cause);
    }
}
