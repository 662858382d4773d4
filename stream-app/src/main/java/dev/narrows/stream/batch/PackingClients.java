package dev.narrows.stream.batch;

import dev.narrows.schemas.topic.BoundedConsumer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's own clients, but the main consumers leave values in the buffer that was fetched, and pack what a poll returns.
 * Copied into an array of its own, which is what Streams' usual consumers do, a vector would be written to memory once
 * more and be garbage once more, on the thread that everything waits for. The fetched buffer lives as long as one of its
 * records does. Kafka Streams makes one of these by name. Stateless; any thread.
 */
public final class PackingClients implements KafkaClientSupplier {

    /** Made by Kafka Streams. */
    public PackingClients() {}

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return packing(BoundedConsumer.of(
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteBufferDeserializer()),
                config,
                ByteBuffer::wrap));
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    /** That consumer, whose polls are packed. */
    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> packing(Consumer<byte[], ByteBuffer> consumer) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                PackingClients.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> packed(call(consumer, method, arguments)));
    }

    /** Polls are what returns records. */
    @SuppressWarnings("unchecked")
    private static Object packed(Object returned) {
        return returned instanceof ConsumerRecords<?, ?> polled
                ? Packing.pack((ConsumerRecords<byte[], ByteBuffer>) polled)
                : returned;
    }

    private static Object call(Consumer<byte[], ByteBuffer> consumer, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
