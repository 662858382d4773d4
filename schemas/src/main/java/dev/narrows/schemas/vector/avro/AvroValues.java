package dev.narrows.schemas.vector.avro;

import dev.narrows.schemas.frame.FrameWriter;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.registry.UnknownSchemaException;
import dev.narrows.schemas.registry.WireFormat;
import dev.narrows.schemas.vector.value.FloatTarget;
import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import dev.narrows.schemas.vector.value.ValueFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Avro records in wire format: one compiled plan for each schema id, found again without the registry. */
public final class AvroValues implements ValueFormat {

    private final SchemaRegistry registry;
    private final InputFields fields;
    private final AvroInput input = new AvroInput();
    private final Map<Integer, Step> plans = new HashMap<>();
    private int lastId = WireFormat.NO_SCHEMA;
    private Step lastPlan = new Skip.Fixed(0);

    public AvroValues(@Nullable SchemaRegistry registry, InputFields fields) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.fields = fields;
    }

    @Override
    public void read(byte[] array, int from, int to, FloatTarget target) throws UnreadableVectorException {
        open(array, from, to);
        lastPlan.run(input, target);
        if (input.remaining() != 0) {
            throw UnreadableVectorException.unreadable(
                    "avro: " + input.remaining() + " bytes after the record (expected: none)");
        }
    }

    @Override
    public void cut(byte[] array, int from, int to, FrameWriter frame, FloatTarget nowhere)
            throws UnreadableVectorException {
        open(array, from, to);
        lastPlan.cut(input, frame, nowhere);
    }

    /** Leaves the input behind the header, and the plan for it in place. */
    private void open(byte[] array, int from, int to) throws UnreadableVectorException {
        int id = WireFormat.schemaId(array, from, to);
        if (id == WireFormat.NO_SCHEMA) {
            throw UnreadableVectorException.unreadable("avro: no schema id (expected: byte 0 and four bytes of id)");
        }
        if (id != lastId) {
            lastPlan = plan(id);
            lastId = id;
        }
        input.open(array, from, to, WireFormat.HEADER_BYTES);
    }

    private Step plan(int id) throws UnreadableVectorException {
        Step plan = plans.get(id);
        if (plan == null) {
            try {
                plan = new Plan(fields).of(registry.schema(id));
            } catch (UnknownSchemaException e) {
                throw new UnreadableVectorException(Reason.UNKNOWN_SCHEMA, String.valueOf(e.getMessage()));
            }
            plans.put(id, plan);
        }
        return plan;
    }
}
