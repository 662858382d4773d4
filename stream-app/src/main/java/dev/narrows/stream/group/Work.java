package dev.narrows.stream.group;

import dev.narrows.schemas.vector.value.InputFields;
import dev.narrows.stream.config.InputSettings;
import dev.narrows.stream.config.NarrowsSettings;
import dev.narrows.stream.config.TopicSettings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a group works on.
 *
 * @param settings those that every instance of the group must have alike, key to value
 */
record Work(Map<String, String> settings) {

    private static final String LATENTS = "latents.topic";

    Work {
        settings = Map.copyOf(settings);
    }

    static Work of(NarrowsSettings settings) {
        InputSettings input = settings.input();
        TopicSettings topics = settings.topics();
        Map<String, String> work = new TreeMap<>(Map.of(
                "input.topic",
                input.topic(),
                "input.format",
                input.format(),
                LATENTS,
                topics.latents(),
                "alerts.topic",
                topics.alerts(),
                "dead.letters.topic",
                topics.deadLetters(),
                "models.topic",
                topics.models(),
                "rollouts.topic",
                topics.rollouts(),
                "model.name",
                settings.model().name()));
        if (!input.format().equals("raw")) {
            InputFields fields = input.fields();
            work.put("input.field", fields.areNamed() ? String.join(",", fields.names()) : fields.field());
            work.put(
                    "input.nulls",
                    fields.filling().isPresent()
                            ? String.valueOf(fields.filling().getAsDouble())
                            : InputFields.REFUSE);
        }
        return new Work(work);
    }

    /**
     * What differs, as {@code key: ours here, theirs there}, in the order of the keys; empty where nothing does. A setting
     * that only one of them has says nothing: another version of Narrows may know more of them.
     */
    Optional<String> differenceTo(Work other) {
        StringBuilder differences = new StringBuilder();
        new TreeMap<>(settings).forEach((key, ours) -> {
            String theirs = other.settings.getOrDefault(key, ours);
            if (!theirs.equals(ours)) {
                differences
                        .append(differences.isEmpty() ? "" : "; ")
                        .append(key)
                        .append(' ')
                        .append(ours)
                        .append(" here, ")
                        .append(theirs)
                        .append(" there");
            }
        });
        return differences.isEmpty() ? Optional.empty() : Optional.of(differences.toString());
    }

    /** Whether both write to one topic of latents. */
    boolean sharesLatentsWith(Work other) {
        return settings.getOrDefault(LATENTS, "").equals(other.settings.get(LATENTS));
    }
}
