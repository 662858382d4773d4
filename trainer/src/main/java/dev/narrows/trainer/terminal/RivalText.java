package dev.narrows.trainer.terminal;

import dev.narrows.trainer.judge.Comparison;
import dev.narrows.trainer.judge.Evaluation;
import dev.narrows.trainer.network.Kind;
import dev.narrows.trainer.network.code.CodeKind;
import dev.narrows.trainer.setting.Speed;
import dev.narrows.trainer.setting.Words;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What there is to say where something much simpler loses less than a model, for a person who is about to use it. */
public final class RivalText {

    private static final Set<String> CLOSED =
            Arrays.stream(Kind.values()).filter(Kind::closedForm).map(Words::of).collect(Collectors.toSet());

    private RivalText() {}

    /**
     * A warning that names the best rival and what may help.
     *
     * @param settings of the model as its manifest records them
     * @return empty where no rival with as many bytes or fewer loses less
     */
    public static Optional<String> of(Comparison comparison, Map<String, String> settings) {
        Evaluation model = comparison.model();
        return comparison.rivals().stream()
                .filter(rival -> rival.codeBytes() <= model.codeBytes() && rival.loss() < model.loss())
                .min(Comparator.comparingDouble(Evaluation::loss))
                .map(rival -> String.format(
                        Locale.ROOT,
                        "%s is better than this model: %s %.3g beside %.3g with %d bytes (expected: above the model's)."
                                + " Try %s; sweep shows kinds and sizes side by side",
                        rival.codec(),
                        model.ownUnits() ? "loss" : "MSE",
                        rival.loss(),
                        model.loss(),
                        rival.codeBytes(),
                        advice(settings)));
    }

    private static String advice(Map<String, String> settings) {
        StringBuilder advice = new StringBuilder();
        if (CLOSED.contains(settings.getOrDefault("kind", ""))) {
            return advice
                    + (Words.of(Speed.BEST).equals(settings.get("speed")) ? "a longer --budget" : "--speed best")
                    + ", more rows";
        }
        if (!Words.of(CodeKind.VQ).equals(settings.get("code"))) {
            advice.append("--code vq, ");
        }
        return advice + "more --epochs, wider --hidden, more rows";
    }
}
