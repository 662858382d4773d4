package dev.narrows.schemas.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.jspecify.annotations.Nullable;

/**
 * Schema ids by topic, and schemas by id: a connection to a schema registry that speaks Confluent's API.
 *
 * <p>What the registry has once said is kept: a known id or a registered schema is never asked for again, an unknown id
 * not for some seconds, and calls for ids that turn out to be unknown are bounded. So there is no call per record. Any thread may call it; {@link #close} ends it for all.
 *
 * <p>The client comes relocated, its Avro too, so schemas cross as JSON text. Whoever builds with Confluent's own
 * repository changes the dependency and the imports of this class, and nothing else.
 */
public final class SchemaRegistry implements AutoCloseable {

    private static final String AVRO = "AVRO";
    private static final int MAX_REFERENCES = 100;
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final RegistrySettings settings;
    private final RestService rest;
    private final CachedSchemaRegistryClient client;
    private final LongSupplier nanoTime;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final RefusedIds refused;
    private final Map<String, Map<Schema, Integer>> ids = new ConcurrentHashMap<>();

    SchemaRegistry(RegistrySettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.refused = new RefusedIds(settings.unknownIdFor(), nanoTime);
        this.rest = new RestService(settings.urls());
        // We call the REST service ourselves, because only it tells "no such id" from "no Avro schema" from "no
        // answer". The client is what configures its credentials and TLS, and what closes it.
        this.client = new CachedSchemaRegistryClient(rest, 1, List.of(), settings.client(), Map.of());
    }

    /**
     * Connects with {@code schema.registry.url} (comma separated), {@code schema.registry.auto.register} (default
     * true) and any other {@code schema.registry.*} setting, which the registry client gets as it is: basic and bearer
     * authentication, OAuth, {@code ssl.*}, proxy, timeouts. Other keys are ignored. Nothing is asked of the registry
     * yet.
     *
     * @throws IllegalArgumentException when a setting is missing or wrong
     */
    public static SchemaRegistry connect(Map<String, ?> settings) {
        RegistrySettings checked = RegistrySettings.of(settings);
        try {
            return new SchemaRegistry(checked, System::nanoTime);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    RegistrySettings.PREFIX + "*: " + e.getMessage() + " (expected: what the registry client takes)",
                    e);
        }
    }

    /**
     * The id of a schema that records of a topic are written with: subject {@code <topic>-value}.
     *
     * @param topic the topic's name
     * @param schema the schema of its values
     * @return the id
     * @throws MissingSchemaException when it is not registered and automatic registration is off
     * @throws RegistryUnavailableException when no registry answers
     * @throws RegistryRefusedException when the registry refuses the schema or us
     */
    public int register(String topic, Schema schema) {
        Map<Schema, Integer> known = ids.computeIfAbsent(topic, name -> new ConcurrentHashMap<>());
        Integer id = known.get(schema);
        if (id == null) {
            id = registered(topic + "-value", schema);
            known.put(schema, id);
        }
        return id;
    }

    /**
     * The schema of an id.
     *
     * @param id as a record value names it
     * @return the schema, references resolved
     * @throws UnknownSchemaException when the registry has no such id, or it is no Avro schema, or so many were unknown
     *     lately that it was not asked
     * @throws RegistryUnavailableException when no registry answers
     * @throws RegistryRefusedException when the registry refuses us
     */
    public Schema schema(int id) {
        Schema schema = schemas.get(id);
        if (schema == null) {
            schema = fetched(id);
            schemas.put(id, schema);
        }
        return schema;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("schema registry: " + e.getMessage() + " (expected: a clean close)", e);
        }
    }

    private int registered(String subject, Schema schema) {
        String text = PortableSchema.text(schema);
        try {
            return settings.autoRegister()
                    ? rest.registerSchema(text, subject)
                    : rest.lookUpSubjectVersion(text, subject).getId();
        } catch (RestClientException e) {
            if (isUnknown(e)) {
                throw new MissingSchemaException(
                        subject + ": schema " + schema.getFullName() + " is not registered (expected: registered, or "
                                + RegistrySettings.AUTO_REGISTER + "=true)",
                        e);
            }
            throw failure(subject, e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Schema fetched(int id) {
        if (id < 0) {
            // No registry gives such ids, and some answer with something else than that they do not know it.
            throw unknown(id, "negative", null);
        }
        if (refused.knows(id)) {
            throw unknown(id, "not known to the registry", null);
        }
        if (!refused.mayAsk()) {
            throw unknown(id, "not asked for, after too many that nobody knows", null);
        }
        long start = nanoTime.getAsLong();
        try {
            return parsed(id, rest.getId(id));
        } catch (UnknownSchemaException e) {
            refused.add(id, start);
            throw e;
        } catch (RestClientException e) {
            if (!isUnknown(e)) {
                throw failure("schema id " + id, e);
            }
            refused.add(id, start);
            throw unknown(id, "not known to the registry", e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Schema parsed(int id, SchemaString answer) throws IOException, RestClientException {
        String type = answer.getSchemaType();
        if (type != null && !type.equals(AVRO)) {
            throw unknown(id, "a schema of type " + type, null);
        }
        List<String> texts = new ArrayList<>();
        if (!resolve(answer.getReferences(), new HashSet<>(), texts)) {
            throw unknown(id, "a schema with more than " + MAX_REFERENCES + " references", null);
        }
        texts.add(answer.getSchemaString());
        try {
            return SchemaText.parsed(texts);
        } catch (SchemaText.UnreadableSchemaException e) {
            throw unknown(id, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Adds the texts of the schemas that one refers to, each after those that it refers to itself. Each is a call, so
     * they are counted; that bounds the depth as well.
     *
     * @return false where there are too many
     */
    private boolean resolve(@Nullable List<SchemaReference> references, Set<String> seen, List<String> texts)
            throws IOException, RestClientException {
        if (references == null) {
            return true;
        }
        for (SchemaReference reference : references) {
            if (seen.add(reference.getName())) {
                if (seen.size() > MAX_REFERENCES) {
                    return false;
                }
                var schema = rest.getVersion(reference.getSubject(), reference.getVersion());
                if (!resolve(schema.getReferences(), seen, texts)) {
                    return false;
                }
                texts.add(schema.getSchema());
            }
        }
        return true;
    }

    /** Not every 404 is one: a wrong address answers 404 too, but not with the registry's own error code. */
    private static boolean isUnknown(RestClientException e) {
        return e.getErrorCode() >= SUBJECT_NOT_FOUND && e.getErrorCode() <= SCHEMA_NOT_FOUND;
    }

    private UnknownSchemaException unknown(int id, String what, @Nullable Throwable cause) {
        return new UnknownSchemaException("schema id " + id + ": " + what + " (expected: an Avro schema)", cause);
    }

    private RegistryException failure(String what, RestClientException e) {
        String message = what + ": " + e.getMessage() + " (expected: an answer from " + settings.shownUrls() + ")";
        boolean passing = e.getStatus() >= SERVER_ERROR || e.getStatus() == TOO_MANY_REQUESTS;
        return passing ? new RegistryUnavailableException(message, e) : new RegistryRefusedException(message, e);
    }

    private RegistryUnavailableException unreachable(IOException e) {
        return new RegistryUnavailableException(
                RegistrySettings.URL + ": " + settings.shownUrls() + " does not answer: " + e
                        + " (expected: a schema registry)",
                e);
    }
}
