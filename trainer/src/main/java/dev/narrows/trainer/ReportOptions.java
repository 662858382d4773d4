package dev.narrows.trainer;

import dev.narrows.trainer.codec.OnnxCodec;
import dev.narrows.trainer.dataset.Dataset;
import dev.narrows.trainer.fit.Fitted;
import dev.narrows.trainer.judge.JudgedRows;
import dev.narrows.trainer.judge.Judgement;
import dev.narrows.trainer.pipeline.TrainedModel;
import dev.narrows.trainer.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a report is written, and where. */
final class ReportOptions {

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description =
                    "Write a page with charts and reconstructions that any browser opens, and that needs nothing else.")
    private @Nullable Path report;

    /**
     * Looks whether there can be one.
     *
     * @throws IllegalArgumentException where there cannot
     */
    void check() {
        if (report != null) {
            Writable.file("--report", report);
        }
    }

    /** Writes a report where one was asked for. */
    void write(Judgement judgement, OnnxCodec model, List<Fitted.Epoch> history, PrintWriter err) {
        if (report != null) {
            Report.write(report, judgement, model, history);
            err.println("report written to " + report);
        }
    }

    /** Judges a model that has just been trained, where a report was asked for. */
    void write(TrainedModel trained, Dataset rows, PrintWriter err) {
        if (report != null) {
            try (OnnxCodec model = OnnxCodec.of(trained.artefact())) {
                JudgedRows judged = JudgedRows.of(rows, trained.artefact().manifest());
                Judgement judgement = Judgement.of(model, trained.artefact().manifest(), judged, trained.comparison());
                write(judgement, model, trained.history(), err);
            }
        }
    }
}
