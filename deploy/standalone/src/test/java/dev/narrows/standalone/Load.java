package dev.narrows.standalone;

import dev.narrows.schemas.model.ToyModels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records that come in until it is ended, twenty-five each twentieth of a second: their keys are their numbers, their
 * partitions the numbers in turn, and every thirteenth is garbage.
 */
final class Load implements AutoCloseable {

    private static final int A_TICK = 25;
    private static final long TICK_MS = 50;

    private final Map<String, Object> client;
    private final int partitions;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final FutureTask<Long> work = new FutureTask<>(this::work);
    private final Thread thread = new Thread(work, "load");

    private Load(Map<String, Object> client, int partitions) {
        this.client = client;
        this.partitions = partitions;
    }

    static Load start(Map<String, Object> client, int partitions) {
        Load load = new Load(client, partitions);
        load.thread.start();
        return load;
    }

    static boolean isGarbage(long number) {
        return number % 13 == 5;
    }

    /** Ends the load. Returns how many records there are. */
    long end() throws ExecutionException, InterruptedException {
        ending.countDown();
        return work.get();
    }

    @Override
    public void close() throws InterruptedException {
        ending.countDown();
        thread.join();
    }

    private long work() throws ExecutionException, InterruptedException {
        long number = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            while (!ending.await(TICK_MS, TimeUnit.MILLISECONDS)) {
                for (int i = 0; i < A_TICK - 1; i++) {
                    var unused = producer.send(record(number++));
                }
                producer.send(record(number++)).get();
            }
        }
        return number;
    }

    private ProducerRecord<byte[], byte[]> record(long number) {
        byte[] key = Long.toString(number).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>("vectors", (int) (number % partitions), key, value(number));
    }

    private static byte[] value(long number) {
        if (isGarbage(number)) {
            return new byte[] {1, 2, 3};
        }
        ByteBuffer bytes = ByteBuffer.allocate(ServiceGround.DIM * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(ToyModels.normal(ServiceGround.DIM, ServiceGround.CODE_BYTES, new Random(number)));
        return bytes.array();
    }
}
