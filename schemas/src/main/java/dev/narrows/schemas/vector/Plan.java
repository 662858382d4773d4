package dev.narrows.schemas.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Compiles a writer's schema and the path of the vector's field into the steps that read it.
 *
 * <p>The steps pass over the fields before, read the vector, and pass over the fields after. A schema without such a
 * field makes a plan that says so for each value. Used once for each schema.
 *
 * <p>Schemas come from whoever may register one, so depth and work are bounded: a schema with more than {@value
 * #MAX_DEPTH} types in one another, or for which more than {@value #MAX_STEPS} steps are made, makes a plan that says so.
 */
final class Plan {

    static final int MAX_DEPTH = AvroInput.MAX_DEPTH;
    static final int MAX_STEPS = 100_000;

    private static final String EXPECTED = " (expected: array of float, double or int, or bytes)";

    private final String field;
    private final String[] names;
    private final Map<String, Step> records = new HashMap<>();
    private int depth;
    private int steps;

    /** A plan for the field of that dotted path. */
    Plan(String field) {
        this.field = field;
        this.names = field.split("\\.", -1);
    }

    /** A step for each field of a record, or each branch of a union. */
    @FunctionalInterface
    private interface Compiler<T> {
        Step compile(T part) throws UnreadableVectorException;
    }

    Step of(Schema schema) {
        try {
            return path(schema, 0);
        } catch (UnreadableVectorException e) {
            return new Read.Absent(e.reason(), "schema: " + e.getMessage());
        }
    }

    /** Reads the vector out of a datum whose path so far is the first {@code named} names. */
    private Step path(Schema schema, int named) throws UnreadableVectorException {
        count();
        if (schema.getType() == Schema.Type.UNION) {
            return choice(schema, branch -> path(branch, named));
        }
        if (schema.getType() == Schema.Type.NULL) {
            return new Read.Absent(Reason.NULL_VALUE, "field " + prefix(named) + ": null (expected: not null)");
        }
        if (named == names.length) {
            return vector(schema);
        }
        Schema.Field next = schema.getType() == Schema.Type.RECORD ? schema.getField(names[named]) : null;
        if (next == null) {
            return noSuchField(named + 1, "not in " + schema.getFullName());
        }
        Step read = path(next.schema(), named + 1);
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

    private Step noSuchField(int named, String instead) {
        return new Read.Absent(Reason.NO_SUCH_FIELD, "field " + prefix(named) + ": " + instead + EXPECTED);
    }

    private static String named(Schema schema) {
        return schema.getType() == Schema.Type.ARRAY
                ? "array of " + schema.getElementType().getType().getName()
                : schema.getFullName();
    }

    private String prefix(int named) {
        return named == 0 ? field : String.join(".", List.of(names).subList(0, named));
    }

    private void count() throws UnreadableVectorException {
        if (++steps > MAX_STEPS) {
            throw UnreadableVectorException.unreadable("more than " + MAX_STEPS + " steps (expected: fewer)");
        }
    }

    /** The steps of a record's fields in order, where neighbours of fixed length are one. */
    private static Step sequence(Schema record, Compiler<Schema.Field> compiler) throws UnreadableVectorException {
        List<Step> steps = new ArrayList<>();
        for (Schema.Field each : record.getFields()) {
            Step step = compiler.compile(each);
            int last = steps.size() - 1;
            if (step instanceof Skip.Fixed more && last >= 0 && steps.get(last) instanceof Skip.Fixed fixed) {
                steps.set(last, fixed.and(more));
            } else {
                steps.add(step);
            }
        }
        return steps.isEmpty()
                ? new Skip.Fixed(0)
                : steps.size() == 1 && steps.get(0) instanceof Skip.Fixed ? steps.get(0) : new Skip.Sequence(steps);
    }

    private static Step choice(Schema union, Compiler<Schema> compiler) throws UnreadableVectorException {
        List<Step> branches = new ArrayList<>();
        for (Schema branch : union.getTypes()) {
            branches.add(compiler.compile(branch));
        }
        return new Skip.Choice(branches);
    }

    private Step skip(Schema schema) throws UnreadableVectorException {
        count();
        if (++depth > MAX_DEPTH) {
            throw UnreadableVectorException.unreadable(
                    "more than " + MAX_DEPTH + " types in one another (expected: fewer)");
        }
        Step step = switch (schema.getType()) {
            case NULL -> new Skip.Fixed(0);
            case BOOLEAN -> new Skip.Fixed(1);
            case FLOAT -> new Skip.Fixed(Float.BYTES);
            case DOUBLE -> new Skip.Fixed(Double.BYTES);
            case FIXED -> new Skip.Fixed(schema.getFixedSize());
            case INT, LONG, ENUM -> new Skip.Number();
            case BYTES, STRING -> new Skip.Prefixed();
            case ARRAY -> new Skip.Blocks(skip(schema.getElementType()));
            case MAP -> new Skip.Blocks(new Skip.Sequence(List.of(new Skip.Prefixed(), skip(schema.getValueType()))));
            case UNION -> choice(schema, this::skip);
            case RECORD -> record(schema);
        };
        depth--;
        return step;
    }

    private Step record(Schema schema) throws UnreadableVectorException {
        Step known = records.get(schema.getFullName());
        if (known != null) {
            return known;
        }
        Skip.Again again = new Skip.Again();
        records.put(schema.getFullName(), again);
        Step fields = sequence(schema, each -> skip(each.schema()));
        again.is(fields);
        records.put(schema.getFullName(), fields);
        return fields;
    }
}
