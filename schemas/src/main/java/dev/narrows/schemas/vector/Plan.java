package dev.narrows.schemas.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * Compiles a writer's schema and the path of the vector's field into the steps that read it.
 *
 * <p>The steps pass over the fields before, read the vector, and pass over the fields after. A schema without such a
 * field makes a plan that says so for each value. Used once for each schema.
 */
final class Plan {

    private static final String EXPECTED = " (expected: array of float, double or int, or bytes)";

    private final String field;
    private final String[] names;
    private final Map<String, Step> records = new HashMap<>();

    /** A plan for the field of that dotted path. */
    Plan(String field) {
        this.field = field;
        this.names = field.split("\\.", -1);
    }

    Step of(Schema schema) {
        return path(schema, 0);
    }

    /** Reads the vector out of a datum whose path so far is the first {@code depth} names. */
    private Step path(Schema schema, int depth) {
        if (schema.getType() == Schema.Type.UNION) {
            return new Skip.Choice(schema.getTypes().stream()
                    .map(branch -> path(branch, depth))
                    .toList());
        }
        if (schema.getType() == Schema.Type.NULL) {
            return new Read.Absent(Reason.NULL_VALUE, "field " + prefix(depth) + ": null (expected: not null)");
        }
        if (depth == names.length) {
            return vector(schema);
        }
        Schema.Field next = schema.getType() == Schema.Type.RECORD ? schema.getField(names[depth]) : null;
        if (next == null) {
            return noSuchField(depth + 1, "not in " + schema.getFullName());
        }
        Step read = path(next.schema(), depth + 1);
        return read instanceof Read.Absent
                ? read
                : sequence(schema, each -> each.pos() == next.pos() ? read : skip(each.schema()));
    }

    private Step vector(Schema schema) {
        if (schema.getType() == Schema.Type.BYTES) {
            return new Read.FloatBytes();
        }
        Schema.Type items =
                schema.getType() == Schema.Type.ARRAY ? schema.getElementType().getType() : Schema.Type.NULL;
        return switch (items) {
            case FLOAT -> new Read.FloatArray();
            case DOUBLE -> new Read.DoubleArray();
            case INT -> new Read.IntArray();
            default -> noSuchField(names.length, named(schema));
        };
    }

    private Step noSuchField(int depth, String instead) {
        return new Read.Absent(Reason.NO_SUCH_FIELD, "field " + prefix(depth) + ": " + instead + EXPECTED);
    }

    private static String named(Schema schema) {
        return schema.getType() == Schema.Type.ARRAY
                ? "array of " + schema.getElementType().getType().getName()
                : schema.getFullName();
    }

    private String prefix(int depth) {
        return depth == 0 ? field : String.join(".", List.of(names).subList(0, depth));
    }

    /** The steps of a record's fields in order, where neighbours of fixed length are one. */
    private static Step sequence(Schema record, Function<Schema.Field, Step> stepOf) {
        List<Step> steps = new ArrayList<>();
        for (Schema.Field each : record.getFields()) {
            Step step = stepOf.apply(each);
            int last = steps.size() - 1;
            if (step instanceof Skip.Fixed more && last >= 0 && steps.get(last) instanceof Skip.Fixed fixed) {
                steps.set(last, new Skip.Fixed(Math.addExact(fixed.length(), more.length())));
            } else {
                steps.add(step);
            }
        }
        return steps.isEmpty()
                ? new Skip.Fixed(0)
                : steps.size() == 1 && steps.get(0) instanceof Skip.Fixed ? steps.get(0) : new Skip.Sequence(steps);
    }

    private Step skip(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> new Skip.Fixed(0);
            case BOOLEAN -> new Skip.Fixed(1);
            case FLOAT -> new Skip.Fixed(Float.BYTES);
            case DOUBLE -> new Skip.Fixed(Double.BYTES);
            case FIXED -> new Skip.Fixed(schema.getFixedSize());
            case INT, LONG, ENUM -> new Skip.Number();
            case BYTES, STRING -> new Skip.Prefixed();
            case ARRAY -> new Skip.Blocks(skip(schema.getElementType()));
            case MAP -> new Skip.Blocks(new Skip.Sequence(List.of(new Skip.Prefixed(), skip(schema.getValueType()))));
            case UNION ->
                new Skip.Choice(schema.getTypes().stream().map(this::skip).toList());
            case RECORD -> record(schema);
        };
    }

    private Step record(Schema schema) {
        Step known = records.get(schema.getFullName());
        if (known != null) {
            return known;
        }
        Skip.Again again = new Skip.Again();
        records.put(schema.getFullName(), again);
        Step steps = sequence(schema, each -> skip(each.schema()));
        again.is(steps);
        records.put(schema.getFullName(), steps);
        return steps;
    }
}
