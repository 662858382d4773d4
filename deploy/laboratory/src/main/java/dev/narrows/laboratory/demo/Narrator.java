package dev.narrows.laboratory.demo;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells the story as it goes: to whoever watches the page, and line by line to whoever started it. One thread tells. */
public final class Narrator {
    private final StoryBoard board;
    private final Consumer<String> lines;
    private final long start = System.nanoTime();

    Narrator(StoryBoard board, Consumer<String> lines) {
        this.board = board;
        this.lines = lines;
    }

    void plan(Step... steps) {
        board.plan(List.of(steps).stream().map(Step::title).toList());
    }

    void begin(Step step) {
        board.begin(step.title());
        say(step.title());
    }

    void end() {
        board.end();
    }

    void say(String line) {
        lines.accept(String.format(Locale.ROOT, "[%5.1f s] %s", seconds(), line));
    }

    /** Since the story began. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
