package dev.narrows.stream;

import dev.narrows.stream.config.check.SettingException;
import dev.narrows.stream.config.source.PipelineLayers;
import dev.narrows.stream.config.source.SettingSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options {@code --config} and {@code --set}, for every command that takes the service's settings. */
public final class SettingFlags {

    private static final Path DEFAULT_FILE = Path.of("narrows.properties");
    private static final String FILE_VARIABLE = "NARROWS_CONFIG";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Properties file; by default $NARROWS_CONFIG, else narrows.properties where there is one.")
    private Path file;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "A setting; wins over environment (NARROWS_INPUT_TOPIC=...) and file. May be repeated.")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            description = "Of a configuration with several pipelines (setting pipelines), the one that is meant.")
    private String pipeline;

    /**
     * What is set, from file, environment and flags, put together as {@link SettingSources} says.
     *
     * @param environment the variables of the process
     * @throws dev.narrows.stream.config.check.SettingException when one of them cannot be read
     */
    public Map<String, String> given(Map<String, String> environment) {
        Map<String, String> given = new HashMap<>(fromFile(environment));
        given.putAll(SettingSources.environment(environment));
        given.putAll(SettingSources.flags(assignments));
        return pipeline == null ? given : only(PipelineLayers.of(given));
    }

    private Map<String, String> only(Map<String, Map<String, String>> pipelines) {
        Map<String, String> meant = pipelines.get(pipeline);
        if (meant == null) {
            throw new SettingException("--pipeline", pipeline, "one of " + pipelines.keySet());
        }
        return meant;
    }

    private Map<String, String> fromFile(Map<String, String> environment) {
        if (file != null) {
            return SettingSources.file(file);
        }
        String named = environment.get(FILE_VARIABLE);
        if (named != null) {
            return SettingSources.file(Path.of(named));
        }
        return Files.exists(DEFAULT_FILE) ? SettingSources.file(DEFAULT_FILE) : Map.of();
    }
}
