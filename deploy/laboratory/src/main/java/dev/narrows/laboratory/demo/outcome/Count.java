package dev.narrows.laboratory.demo.outcome;

import dev.narrows.laboratory.disk.DiskBytes;
import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.scan.DecodedLatents;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.stream.config.NarrowsSettings;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** The end of the story: reads everything back, measures the disk, and makes the report. One thread. */
public final class Count {
    private final Streamed streamed;
    private final NarrowsSettings settings;
    private final SchemaRegistry registry;

    /** @param settings of the service that the records went through */
    public Count(Streamed streamed, NarrowsSettings settings, SchemaRegistry registry) {
        this.streamed = streamed;
        this.settings = settings;
        this.registry = registry;
    }

    /**
     * Counts.
     *
     * @param lines hears which alerts there were
     * @param seconds how long all has taken; asked at the end
     */
    public DemoReport report(Consumer<String> lines, DoubleSupplier seconds) {
        Findings found = new Findings(streamed.plan(), streamed.trainingDigits());
        Map<String, Object> kafka = settings.client();
        try (ModelStore models = ModelStore.open(kafka, settings.topics().models(), registry);
                VectorDecoder decoder = DecodedLatents.decoder(
                        settings.model().name(), settings.topics().models(), models, registry)) {
            new Audit(settings).read(found, registry, decoder);
        }
        lines.accept("alerts by what the record was: " + found.alertsByKind());
        String in = settings.input().topic();
        String out = settings.topics().latents();
        Detection detection = found.detection();
        return new DemoReport(
                found.inputs(),
                found.latents(),
                found.deadLetters(),
                found.tally().lost(),
                found.tally().duplicated(),
                DiskBytes.of(streamed.dataFolder(), in),
                DiskBytes.of(streamed.dataFolder(), out),
                Recompressed.zstdBytes(kafka, streamed.dataFolder(), in, streamed.partitions()),
                Recompressed.zstdBytes(kafka, streamed.dataFolder(), out, streamed.partitions()),
                found.mse(),
                PcaRival.mse(streamed.trainingDigits(), streamed.codeBytes(), streamed.plan()),
                found.mseByVersion(),
                detection.alerted(),
                detection.precision(),
                detection.recall(),
                found.deadLetterReasons(),
                found.versions(),
                seconds.getAsDouble());
    }
}
