package dev.narrows.schemas.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Avro's model of the classes generated from our schemas, and of no others.
 *
 * <p>Avro looks up a class by the name that a schema gives, so since 1.12.2 it wants to be told which it may trust, by a
 * setting of the whole JVM. This trusts the generated classes of this module only, and leaves the JVM's setting alone.
 * Give it to every {@code SpecificDatumReader} and {@code SpecificDatumWriter}. Any thread.
 */
public final class GeneratedClasses extends SpecificData {

    private static final GeneratedClasses INSTANCE = new GeneratedClasses();
    private static final String NAMESPACE = "dev.narrows.schemas";

    private final Map<String, Class<?>> known = new ConcurrentHashMap<>();

    private GeneratedClasses() {
        super(GeneratedClasses.class.getClassLoader());
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    /** The only one. */
    public static GeneratedClasses instance() {
        return INSTANCE;
    }

    /** The generated class of a named type of ours, null for one of another namespace. */
    @Override
    @SuppressWarnings("rawtypes") // the signature of Avro
    public @Nullable Class getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED ->
                NAMESPACE.equals(schema.getNamespace())
                        ? known.computeIfAbsent(schema.getFullName(), this::generated)
                        : null;
            default -> super.getClass(schema);
        };
    }

    private @Nullable Class<?> generated(String name) {
        try {
            Class<?> found = Class.forName(name, false, getClassLoader());
            return SpecificRecordBase.class.isAssignableFrom(found) || found.isEnum() ? found : null;
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
