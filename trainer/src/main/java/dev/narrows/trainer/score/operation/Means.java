package dev.narrows.trainer.score.operation;

import dev.narrows.trainer.graph.Attribute;
import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.network.error.Score.Exported;
import java.util.List;

/** Errors that are the mean of a term of each feature. */
public final class Means {

    private Means() {}

    /** The mean of terms [N, dim] as the error, the terms as what each feature adds to it. */
    public static Exported export(Graph graph, String terms, String raw) {
        return new Exported(Finite.export(graph, mean(graph, terms), raw), terms);
    }

    /** [N]. */
    public static String mean(Graph graph, String terms) {
        return graph.node("ReduceMean", List.of(Attribute.of("axes", List.of(1L)), Attribute.of("keepdims", 0)), terms);
    }
}
