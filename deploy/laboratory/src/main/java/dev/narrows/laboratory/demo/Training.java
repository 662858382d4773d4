package dev.narrows.laboratory.demo;

import dev.narrows.laboratory.demo.digits.Digits;
import dev.narrows.schemas.model.ModelArtefact;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.dataset.topic.TopicRows;
import dev.narrows.trainer.dataset.topic.TopicSettings;
import dev.narrows.trainer.dataset.topic.TopicSource;
import dev.narrows.trainer.fit.FitSettings;
import dev.narrows.trainer.fit.progress.ProgressListener;
import dev.narrows.trainer.network.NetworkSettings;
import dev.narrows.trainer.pipeline.TrainedModel;
import dev.narrows.trainer.pipeline.Trainer;
import dev.narrows.trainer.setting.TrainSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Trains models on the digits that the input topic held when this was made. One thread. */
final class Training {
    private final Dataset digits;
    private final long seed;
    private final Narrator narrator;

    private Training(Dataset digits, long seed, Narrator narrator) {
        this.digits = digits;
        this.seed = seed;
        this.narrator = narrator;
    }

    /** Reads the topic as it is now. */
    static Training onTopic(NarrowsSettings settings, SchemaRegistry registry, long seed, Narrator narrator) {
        TopicSettings topic = new TopicSettings(
                settings.input().topic(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.of(Digits.DIM),
                TopicSettings.DEFAULT_PATIENCE);
        VectorReader reader = VectorReader.of(
                VectorFormat.AVRO,
                settings.input().fields(),
                registry,
                settings.input().maxBytes());
        try (TopicSource source = TopicSource.connect(settings.client(), reader)) {
            TopicRows rows = source.read(topic);
            narrator.say(rows.data().rows() + " digits read back from the topic to train on");
            return new Training(rows.data(), seed, narrator);
        }
    }

    /** A model that is not published yet. */
    ModelArtefact train(DemoSettings.Lesson lesson) {
        TrainSettings settings = TrainSettings.defaults(Demo.MODEL)
                .withNetwork(NetworkSettings.builder()
                        .hidden(lesson.hidden())
                        .latent(lesson.codeBytes())
                        .codeBits(Byte.SIZE)
                        .build())
                .withFit(FitSettings.builder()
                        .epochs(lesson.epochs())
                        .learningRate(lesson.learningRate())
                        .seed(seed)
                        .build());
        double start = narrator.seconds();
        TrainedModel model = Trainer.train(digits, settings, ProgressListener.NONE);
        narrator.say(String.format(
                Locale.ROOT,
                "trained 784-%d-%d-%d-784 in %.1f s: %d epochs, validation loss %.5f",
                lesson.hidden(),
                lesson.codeBytes(),
                lesson.hidden(),
                narrator.seconds() - start,
                model.history().size(),
                model.best().validationLoss()));
        return model.artefact();
    }
}
