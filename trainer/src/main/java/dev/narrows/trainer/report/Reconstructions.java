package dev.narrows.trainer.report;

import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.judge.Judgement;
import dev.narrows.trainer.judge.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows beside what comes back of them: those with the highest score and those in the middle, and the anomalous ones with
 * the highest and the lowest where there are labels.
 *
 * @param appearance how they are to be drawn
 * @param groups rows that belong together
 */
record Reconstructions(Appearance appearance, List<Group> groups) {

    private static final int ROWS = 6;

    /** Rows that belong together, the first with the highest score. */
    record Group(String title, List<ShownRow> rows) {}

    static Reconstructions of(Judgement judgement, OnnxCodec model, Appearance appearance) {
        RowView view = RowView.of(
                judgement.rows().test(), model, appearance, judgement.manifest().getThreshold());
        List<Group> groups = new ArrayList<>();
        int[] normal = judgement.normal().falling();
        int middle = (normal.length - Math.min(ROWS, normal.length)) / 2;
        groups.add(group("Worst", view, judgement.rows().test(), judgement.normal(), normal, 0));
        groups.add(group("Median", view, judgement.rows().test(), judgement.normal(), normal, middle));
        judgement.rows().anomalous().ifPresent(data -> {
            Scores scores = judgement.anomalous().orElseThrow();
            int[] rows = scores.falling();
            int last = Math.max(0, rows.length - ROWS);
            groups.add(group("Anomalous, highest scores", view, data, scores, rows, 0));
            groups.add(group("Anomalous, lowest scores", view, data, scores, rows, last));
        });
        return new Reconstructions(appearance, groups);
    }

    private static Group group(String title, RowView view, Dataset data, Scores scores, int[] rows, int from) {
        int[] some = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + ROWS));
        return new Group(
                title,
                Arrays.stream(some)
                        .mapToObj(row -> view.show(data, row, scores.values()[row]))
                        .toList());
    }
}
