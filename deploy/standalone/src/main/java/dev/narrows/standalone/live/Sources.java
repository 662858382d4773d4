package dev.narrows.standalone.live;

import dev.narrows.schemas.Rollout;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.rollout.RolloutLog;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.standalone.decode.DecodedLatents;
import dev.narrows.standalone.topic.TopicPeek;
import dev.narrows.stream.config.InputSettings;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.TopicSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that the feed reads from, opened together and closed together. One thread. */
final class Sources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final NewPairs pairs;
    private final NewAlerts alerts;

    /**
     * Opens them, and tells each rollout of the model from now on, the present one first.
     *
     * @throws RuntimeException when brokers or registry do not answer; nothing stays open then
     */
    Sources(NarrowsSettings settings, Consumer<Rollout> onRollout) {
        try {
            TopicSettings topics = settings.topics();
            InputSettings input = settings.input();
            String model = settings.model().name();
            SchemaRegistry registry = owned(SchemaRegistry.connect(settings.registry()));
            VectorReader vectors = VectorReader.of(
                    VectorFormat.valueOf(input.format().toUpperCase(Locale.ROOT)), input.field(), registry);
            TopicPeek peek = owned(TopicPeek.open(settings.client()));
            ModelStore models = owned(ModelStore.open(settings.client(), topics.models(), registry));
            VectorDecoder decoder = owned(DecodedLatents.decoder(model, topics.models(), models, registry));
            pairs = new NewPairs(input.topic(), topics.latents(), peek, vectors, decoder);
            alerts = owned(new NewAlerts(topics.alerts(), peek, vectors, registry));
            RolloutLog rollouts = owned(RolloutLog.open(settings.client(), topics.rollouts(), registry));
            owned(rollouts.follow(
                    model, onRollout, failed -> LOG.warn("rollouts not followed reason={}", failed.getMessage())));
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    NewPairs pairs() {
        return pairs;
    }

    NewAlerts alerts() {
        return alerts;
    }

    private <T extends AutoCloseable> T owned(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                LOG.warn("not closed reason={}", failed.getMessage());
            }
        }
    }
}
