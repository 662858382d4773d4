package dev.narrows.laboratory.venue;

import dev.narrows.trainer.setting.Speed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all contestants of a measurement have in common.
 *
 * @param threads stream threads
 * @param model folder of a model version; empty for what {@code train} makes of the vectors at that speed
 * @param speed what a row may cost the model that is made
 * @param budget how long candidates for it are tried
 * @param jvm options of the contestants' JVMs
 * @param settings further settings of all contestants, as the service names them
 */
public record ContestSettings(
        int threads,
        Optional<Path> model,
        Speed speed,
        Duration budget,
        List<String> jvm,
        Map<String, String> settings) {

    /** Checks ranges. */
    public ContestSettings {
        atLeast("threads", threads, 1);
        jvm = List.copyOf(jvm);
        settings = Map.copyOf(settings);
    }

    public static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
        }
    }
}
