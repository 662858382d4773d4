package dev.narrows.trainer.terminal;

import dev.narrows.trainer.fit.progress.Progress;
import dev.narrows.trainer.fit.progress.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a training is: a bar with loss and time left on a terminal, and a line every tenth of the way elsewhere.
 * One thread.
 */
public final class ProgressLine implements ProgressListener, AutoCloseable {

    private static final int PARTS = 1_000;

    private final PrintWriter lines;
    private final @Nullable ProgressBar bar;
    private int tenths;

    private ProgressLine(PrintWriter lines, @Nullable ProgressBar bar) {
        this.lines = lines;
        this.bar = bar;
    }

    /** On this process's terminal, or as lines to {@code err} where it has none. */
    public static ProgressLine start(PrintWriter err) {
        return new ProgressLine(err, System.console() == null ? null : bar());
    }

    /** As lines. */
    static ProgressLine lines(PrintWriter to) {
        return new ProgressLine(to, null);
    }

    private static ProgressBar bar() {
        return new ProgressBarBuilder()
                .setTaskName("train")
                .setInitialMax(PARTS)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .hideEta()
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void onProgress(Progress progress) {
        if (bar != null) {
            bar.stepTo(Math.round(progress.done() * PARTS)).setExtraMessage(text(progress));
            return;
        }
        int tenth = (int) (progress.done() * 10);
        if (tenth > tenths) {
            tenths = tenth;
            lines.println(text(progress));
            lines.flush();
        }
    }

    private static String text(Progress progress) {
        String validation = Double.isNaN(progress.validationLoss())
                ? ""
                : String.format(Locale.ROOT, ", validation %.5g", progress.validationLoss());
        return String.format(
                Locale.ROOT,
                "epoch %d/%d%s, loss %.5g%s, %s left",
                progress.epoch(),
                progress.epochs(),
                progress.quantised() ? " (quantised)" : "",
                progress.trainLoss(),
                validation,
                clock(progress.left()));
    }

    private static String clock(Duration left) {
        return String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
