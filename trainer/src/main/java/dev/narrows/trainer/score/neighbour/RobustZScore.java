package dev.narrows.trainer.score.neighbour;

import dev.narrows.trainer.graph.Graph;
import dev.narrows.trainer.score.operation.Moments;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A value in robust deviations from the median of rows that a view did not learn from: {@code cap((s - median) / deviation)}. The deviation
 * is not below {@value #LEAST_DEVIATION}, so that rows which are all alike do not make a hair's breadth look far.
 */
record RobustZScore(float median, float deviation) {

    private static final double LEAST_DEVIATION = 0.1;
    private static final float CAP = 30;

    static RobustZScore among(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        double deviation = Math.max(LEAST_DEVIATION, Moments.of(values).deviation());
        return new RobustZScore(sorted[sorted.length / 2], (float) deviation);
    }

    Tensor forward(Tensor values) {
        return torch.clamp(
                values.sub(new Scalar(median)).div(new Scalar(deviation)),
                new ScalarOptional(new Scalar(-CAP)),
                new ScalarOptional(new Scalar(CAP)));
    }

    String export(Graph graph, String values) {
        String away = graph.node("Sub", values, graph.scalar(median));
        return graph.node(
                "Clip", graph.node("Div", away, graph.scalar(deviation)), graph.scalar(-CAP), graph.scalar(CAP));
    }
}
