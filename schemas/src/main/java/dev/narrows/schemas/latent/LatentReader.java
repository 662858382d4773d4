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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads latents from their record values.
 *
 * <p>For one thread. A value written with today's schema or the one before is read in place, without Avro; one of another version
 * of the schema goes through Avro's schema resolution.
 */
public final class LatentReader {

    private static final String TODAY = SchemaNormalization.toParsingForm(Latent.getClassSchema());
    private static final String FRAMELESS = SchemaNormalization.toParsingForm(frameless(Latent.getClassSchema()));
    private static final int MAX_INT_BYTES = 5;

    /** How a value is read. */
    private enum Layout {
        TODAY,
        /** As today, but without the last field. */
        FRAMELESS,
        OTHER
    }

    private final SchemaRegistry registry;
    private final RecordDeserializer<Latent> resolving;
    private final LatentView view = new LatentView();
    private final Map<Integer, Layout> layouts = new HashMap<>();
    private int lastId = WireFormat.NO_SCHEMA;
    private Layout lastLayout = Layout.OTHER;
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
            lastLayout = layout(id);
            lastId = id;
        }
        if (lastLayout == Layout.OTHER) {
            readResolving(latent);
        } else {
            readInPlace(latent, lastLayout == Layout.TODAY);
        }
        return view;
    }

    private static Schema frameless(Schema latent) {
        List<Schema.Field> fields = new ArrayList<>();
        latent.getFields().stream()
                .limit(latent.getFields().size() - 1)
                .forEach(each -> fields.add(new Schema.Field(each, each.schema())));
        return Schema.createRecord(latent.getName(), null, latent.getNamespace(), false, fields);
    }

    private Layout layout(int id) {
        try {
            return layouts.computeIfAbsent(id, any -> {
                String schema = SchemaNormalization.toParsingForm(registry.schema(any));
                return schema.equals(TODAY) ? Layout.TODAY : schema.equals(FRAMELESS) ? Layout.FRAMELESS : Layout.OTHER;
            });
        } catch (UnknownSchemaException e) {
            throw unreadable(e.getMessage(), e);
        } catch (StackOverflowError e) {
            // Avro follows a writer's schema however deep it is.
            throw unreadable("schema id " + id + ": too deep", e);
        }
    }

    private void readInPlace(byte[] latent, boolean framed) {
        value = latent;
        position = WireFormat.HEADER_BYTES;
        int version = readInt();
        int codeBytes = readInt();
        int codeAt = advance(codeBytes);
        int errorAt = advance(Float.BYTES);
        boolean corrected = readBranch();
        int correctionBytes = corrected ? readInt() : 0;
        int correctionAt = advance(correctionBytes);
        int decoder = readInt();
        boolean carried = framed && readBranch();
        int frameBytes = carried ? readInt() : 0;
        int frameAt = advance(frameBytes);
        if (position != value.length) {
            throw unreadable("bytes that go on", null);
        }
        float error = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getFloat(errorAt);
        view.is(
                value,
                version,
                codeAt,
                codeBytes,
                error,
                corrected ? correctionAt : -1,
                correctionBytes,
                decoder,
                carried ? frameAt : -1,
                frameBytes);
    }

    private void readResolving(byte[] latent) {
        try {
            Latent record = Objects.requireNonNull(resolving.deserialize("latents", latent));
            ByteBuffer code = record.getCode();
            ByteBuffer correction = record.getCorrection();
            ByteBuffer frame = record.getFrame();
            int codeBytes = code.remaining();
            int correctionBytes = correction == null ? 0 : correction.remaining();
            int frameBytes = frame == null ? 0 : frame.remaining();
            ByteBuffer all = ByteBuffer.allocate(codeBytes + correctionBytes + frameBytes);
            all.put(code.duplicate());
            if (correction != null) {
                all.put(correction.duplicate());
            }
            if (frame != null) {
                all.put(frame.duplicate());
            }
            view.is(
                    all.array(),
                    record.getModelVersion(),
                    0,
                    codeBytes,
                    record.getError(),
                    correction == null ? -1 : codeBytes,
                    correctionBytes,
                    record.getDecoderId(),
                    frame == null ? -1 : codeBytes + correctionBytes,
                    frameBytes);
        } catch (SerializationException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    /** Whether there is what may be null. */
    private boolean readBranch() {
        int branch = readInt();
        if ((branch | 1) != 1) {
            throw unreadable("a union that has no such branch", null);
        }
        return branch == 1;
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
