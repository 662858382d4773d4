package dev.narrows.clients.connect;

import dev.narrows.schemas.decode.Decoded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A column for each value, called as the model calls the feature; {@code v0}, {@code v1} and so on where it has no names, or
 * one twice, or one that another column has. The schema is the same object as long as the names are. One thread.
 */
final class Columns implements Shaping {

    private @Nullable Schema last;
    private List<String> lastNames = List.of();

    @Override
    public SchemaAndValue of(Decoded.Vector vector) {
        float[] values = vector.values();
        Schema schema = schema(vector.featureNames(), values.length);
        Struct row = new Struct(schema).put(VERSION, vector.modelVersion()).put(ERROR, vector.error());
        List<Field> fields = schema.fields();
        int before = fields.size() - values.length;
        for (int i = 0; i < values.length; i++) {
            row.put(fields.get(before + i), values[i]);
        }
        return new SchemaAndValue(schema, row);
    }

    private Schema schema(List<String> told, int dim) {
        List<String> names = usable(told, dim)
                ? told
                : IntStream.range(0, dim).mapToObj(i -> "v" + i).toList();
        Schema known = last;
        if (known != null && names.equals(lastNames)) {
            return known;
        }
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(NAME)
                .field(VERSION, Schema.INT32_SCHEMA)
                .field(ERROR, Schema.FLOAT32_SCHEMA);
        names.forEach(name -> builder.field(name, Schema.FLOAT32_SCHEMA));
        Schema made = builder.build();
        last = made;
        lastNames = names;
        return made;
    }

    private static boolean usable(List<String> names, int dim) {
        Set<String> all = new HashSet<>(names);
        all.add(VERSION);
        all.add(ERROR);
        return names.size() == dim && all.size() == dim + 2 && !all.contains("");
    }
}
