package dev.narrows.standalone.demo;

import dev.narrows.schemas.decode.VectorDecoder;
import dev.narrows.schemas.registry.SchemaRegistry;
import dev.narrows.schemas.store.ModelStore;
import dev.narrows.standalone.decode.DecodedLatents;
import dev.narrows.standalone.topic.DiskBytes;
import dev.narrows.stream.config.NarrowsSettings;
import java.nio.file.Path;
import java.util.Map;

/** The end of the story: reads everything back, measures the disk, and makes the report. One thread. */
final class Count {
    private final DemoSettings demo;
    private final StreamPlan plan;
    private final NarrowsSettings settings;
    private final Path dataFolder;
    private final SchemaRegistry registry;

    Count(DemoSettings demo, StreamPlan plan, DemoSite site, SchemaRegistry registry) {
        this.demo = demo;
        this.plan = plan;
        this.settings = site.settings();
        this.dataFolder = site.dataFolder();
        this.registry = registry;
    }

    DemoReport report(Narrator narrator) {
        Findings found = new Findings(plan, demo.trainingDigits());
        Map<String, Object> kafka = settings.client();
        try (ModelStore models = ModelStore.open(kafka, settings.topics().models(), registry);
                VectorDecoder decoder =
                        DecodedLatents.decoder(Demo.MODEL, settings.topics().models(), models, registry)) {
            new Audit(settings).read(found, registry, decoder);
        }
        narrator.say("alerts by what the record was: " + found.alertsByKind());
        String in = settings.input().topic();
        String out = settings.topics().latents();
        Detection detection = found.detection();
        return new DemoReport(
                found.inputs(),
                found.latents(),
                found.deadLetters(),
                found.tally().lost(),
                found.tally().duplicated(),
                DiskBytes.of(dataFolder, in),
                DiskBytes.of(dataFolder, out),
                Recompressed.zstdBytes(kafka, dataFolder, in, DemoSite.PARTITIONS),
                Recompressed.zstdBytes(kafka, dataFolder, out, DemoSite.PARTITIONS),
                found.mse(),
                PcaRival.mse(demo, plan),
                found.mseByVersion(),
                detection.alerted(),
                detection.precision(),
                detection.recall(),
                found.deadLetterReasons(),
                found.versions(),
                narrator.seconds());
    }
}
