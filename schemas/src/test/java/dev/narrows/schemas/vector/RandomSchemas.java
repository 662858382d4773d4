package dev.narrows.schemas.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.RandomData;

/** Random record schemas with a vector somewhere in them, and random records of them. Seeded, so a failure comes again. */
final class RandomSchemas {

    private static final Schema TREE = new Schema.Parser().parse("""
            {"type": "record", "name": "Tree", "fields": [
              {"name": "label", "type": "string"},
              {"name": "left", "type": ["null", "Tree"]},
              {"name": "children", "type": {"type": "array", "items": "Tree"}},
              {"name": "named", "type": {"type": "map", "values": "Tree"}}]}""");
    private static final Schema.Type[] SIMPLE = {
        Schema.Type.NULL,
        Schema.Type.BOOLEAN,
        Schema.Type.INT,
        Schema.Type.LONG,
        Schema.Type.FLOAT,
        Schema.Type.DOUBLE,
        Schema.Type.STRING,
        Schema.Type.BYTES
    };

    private final Random random;
    private int names;

    RandomSchemas(long seed) {
        random = new Random(seed);
    }

    /** A record schema in which {@code path} leads to a field of type {@code vector}. */
    Schema withVector(Schema vector, List<String> path) {
        Schema inner = path.size() == 1 ? vector : withVector(vector, path.subList(1, path.size()));
        Schema field = random.nextBoolean() ? inner : Schema.createUnion(nullable(inner));
        List<Schema.Field> fields = others(3);
        fields.add(random.nextInt(fields.size() + 1), new Schema.Field(path.get(0), field));
        return Schema.createRecord("R" + names++, null, "test", false, fields);
    }

    /** A random record of that schema with {@code value} where {@code path} leads. */
    GenericRecord record(Schema schema, List<String> path, Object value) {
        GenericRecord root = (GenericRecord) random(schema);
        GenericRecord record = root;
        for (String name : path.subList(0, path.size() - 1)) {
            GenericRecord inner =
                    (GenericRecord) random(notNull(schema.getField(name).schema()));
            record.put(name, inner);
            record = inner;
            schema = inner.getSchema();
        }
        record.put(path.get(path.size() - 1), value);
        return root;
    }

    private Object random(Schema schema) {
        return new RandomData(new GenericData(), schema, 1, random.nextLong(), false)
                .iterator()
                .next();
    }

    private static Schema notNull(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                ? schema.getTypes().stream()
                        .filter(branch -> branch.getType() == Schema.Type.RECORD)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    private List<Schema> nullable(Schema schema) {
        List<Schema> branches = new ArrayList<>(List.of(schema));
        branches.add(random.nextInt(2), Schema.create(Schema.Type.NULL));
        return branches;
    }

    private List<Schema.Field> others(int depth) {
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            fields.add(new Schema.Field("f" + names++, any(depth)));
        }
        return fields;
    }

    private Schema any(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(9)) {
            case 1 -> Schema.createArray(any(depth - 1));
            case 2 -> Schema.createMap(any(depth - 1));
            case 3 -> Schema.createRecord("R" + names++, null, "test", false, others(depth - 1));
            case 4 -> Schema.createEnum("E" + names++, null, "test", List.of("A", "B", "C"));
            case 5 -> Schema.createFixed("F" + names++, null, "test", random.nextInt(20));
            case 6 -> Schema.createUnion(nullable(Schema.createArray(any(depth - 1))));
            case 7 -> TREE;
            default -> Schema.create(SIMPLE[random.nextInt(SIMPLE.length)]);
        };
    }
}
