package dev.narrows.schemas.vector.avro;

import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.schemas.vector.value.Reason;
import dev.narrows.schemas.vector.value.UnreadableVectorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Compiles a writer's schema and the path of the vector's field into the steps that read it.
 *
 * <p>The steps pass over the fields before, read the vector, and pass over the fields after. A schema without such a
 * field makes a plan that says so for each value. Used once for each schema.
 *
 * <p>Schemas come from whoever may register one, so depth and work are bounded: a schema with more than {@value
 * #MAX_DEPTH} types in one another, or for which more than {@value #MAX_STEPS} steps are made, makes a plan that says so, and
 * so does one in which too much has to be looked at to find names ({@link Places}).
 */
final class Plan {

    static final int MAX_DEPTH = AvroInput.MAX_DEPTH;
    static final int MAX_STEPS = 100_000;

    private static final String EXPECTED = " (expected: array of numbers, or bytes or fixed of float32)";

    private final InputFields fields;
    private final String field;
    private final String[] names;
    private final Map<String, Step> records = new HashMap<>();
    private int depth;
    private int steps;

    /** A plan for those fields. */
    Plan(InputFields fields) {
        this.fields = fields;
        this.field = fields.field();
        this.names = field.split("\\.", -1);
    }

    /** A step for each field of a record, or each branch of a union. */
    @FunctionalInterface
    private interface Compiler<T> {
        Step compile(T part) throws UnreadableVectorException;
    }

    Step of(Schema schema) {
        try {
            if (fields.areNamed()) {
                return named(schema);
            }
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
        // A value that is an array and no record has no fields to name.
        if (named == names.length || (named == 0 && schema.getType() == Schema.Type.ARRAY)) {
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

    /** Reads the fields that are named, each into its place. */
    private Step named(Schema schema) throws UnreadableVectorException {
        Places places = new Places(fields.names(), schema);
        if (!places.missing().isEmpty()) {
            return new Read.Absent(
                    Reason.NO_SUCH_FIELD,
                    "fields " + String.join(", ", places.missing()) + ": not in " + schema.getFullName()
                            + " (expected: a number each)");
        }
        return new Scalar.Whole(within(schema, "", places), places.count());
    }

    private Step within(Schema schema, String prefix, Places places) throws UnreadableVectorException {
        count();
        return switch (schema.getType()) {
            case UNION -> choice(schema, branch -> within(branch, prefix, places));
            case RECORD -> fieldsOf(schema, prefix, places);
            case NULL -> nothingWithin(prefix, places);
            default ->
                new Read.Absent(
                        Reason.NO_SUCH_FIELD,
                        "field " + prefix + "*: " + schema.getFullName() + " (expected: a record)");
        };
    }

    private Step fieldsOf(Schema record, String prefix, Places places) throws UnreadableVectorException {
        Optional<String> lacking = places.lacking(prefix, record);
        if (lacking.isPresent()) {
            return new Read.Absent(
                    Reason.NO_SUCH_FIELD,
                    "field " + lacking.get() + ": not in " + record.getFullName() + " (expected: a number)");
        }
        return sequence(record, each -> {
            String path = prefix + each.name();
            if (places.of(path) >= 0) {
                return new Scalar.At(places.of(path), number(each.schema(), path));
            }
            return places.within(path) ? within(each.schema(), path + ".", places) : skip(each.schema());
        });
    }

    private Step nothingWithin(String prefix, Places places) throws UnreadableVectorException {
        List<Step> all = new ArrayList<>();
        for (int place : places.inside(prefix)) {
            count();
            all.add(new Scalar.At(place, none(prefix + "*")));
        }
        return new Skip.Sequence(all);
    }

    private Step number(Schema schema, String path) throws UnreadableVectorException {
        count();
        return switch (schema.getType()) {
            case UNION -> choice(schema, branch -> number(branch, path));
            case NULL -> none(path);
            default ->
                Scalar.of(schema)
                        .orElse(new Read.Absent(
                                Reason.NO_SUCH_FIELD,
                                "field " + path + ": " + schema.getFullName() + " (expected: a number)"));
        };
    }

    private Step none(String path) {
        if (fields.mean()) {
            return new Scalar.Mean("field " + path + ": null (expected: a number)");
        }
        return fields.filling().isPresent()
                ? new Scalar.Filled((float) fields.filling().getAsDouble())
                : new Read.Absent(Reason.NULL_VALUE, "field " + path + ": null (expected: a number)");
    }

    private Step vector(Schema schema) throws UnreadableVectorException {
        if (schema.getType() == Schema.Type.BYTES && schema.getLogicalType() == null) {
            return new Read.FloatBytes();
        }
        if (schema.getType() == Schema.Type.FIXED
                && schema.getLogicalType() == null
                && schema.getFixedSize() % Float.BYTES == 0) {
            return new Read.FixedFloats(schema.getFixedSize());
        }
        if (schema.getType() != Schema.Type.ARRAY) {
            return noSuchField(names.length, schema.getFullName());
        }
        Schema items = schema.getElementType();
        return switch (items.getType()) {
            case FLOAT -> new Read.FloatArray();
            case DOUBLE -> new Read.DoubleArray();
            case INT -> new Read.IntArray();
            case LONG -> new Read.Items(new Scalar.OfLong());
            case UNION ->
                isOfNumbers(items)
                        ? new Read.Items(number(items, "item of " + field))
                        : noSuchField(names.length, "array of union");
            case RECORD ->
                noSuchField(
                        names.length, "array of record, several vectors in one value, which nothing here takes apart");
            default -> {
                Optional<Step> item = Scalar.of(items);
                yield item.isPresent()
                        ? new Read.Items(item.get())
                        : noSuchField(
                                names.length, "array of " + items.getType().getName());
            }
        };
    }

    private static boolean isOfNumbers(Schema union) {
        return union.getTypes().stream()
                        .allMatch(each -> each.getType() == Schema.Type.NULL
                                || Scalar.of(each).isPresent())
                && union.getTypes().size() > 1;
    }

    private Step noSuchField(int named, String instead) {
        return new Read.Absent(Reason.NO_SUCH_FIELD, "field " + prefix(named) + ": " + instead + EXPECTED);
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
