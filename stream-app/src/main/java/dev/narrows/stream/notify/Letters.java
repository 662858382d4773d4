package dev.narrows.stream.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.narrows.schemas.WebhookSubscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of messages that no receiver took: key the subscription's id, value the body, headers {@code webhook-id},
 * {@code narrows.url}, {@code narrows.reason} and {@code narrows.tries}. Any thread.
 */
final class Letters implements AutoCloseable {

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    Letters(Map<String, ?> client, String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        this.topic = topic;
        makeTopic(client, topic);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void makeTopic(Map<String, ?> client, String topic) {
        try (Admin admin = Admin.create(new HashMap<>(client))) {
            // Asked for first: who may not make topics may still write to one that is there.
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                        .all()
                        .get();
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Writes one and waits until the brokers have it. */
    void write(WebhookSubscription subscription, String id, String body, String reason, int tries) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topic, subscription.getId().getBytes(UTF_8), body.getBytes(UTF_8));
        letter.headers()
                .add("webhook-id", id.getBytes(UTF_8))
                .add("narrows.url", subscription.getUrl().getBytes(UTF_8))
                .add("narrows.reason", reason.getBytes(UTF_8))
                .add("narrows.tries", Integer.toString(tries).getBytes(UTF_8));
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
