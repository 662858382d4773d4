package dev.narrows.standalone.live;

import java.util.ArrayList;
import java.util.List;

/** The steps of a story that is told while somebody watches, and how far it is. Empty without a story. Thread-safe. */
public final class StoryBoard {
    private final List<String> titles = new ArrayList<>();
    private int now = -1;

    record Step(String title, String state) {}

    /** The steps to come, in order. */
    public synchronized void plan(List<String> steps) {
        titles.clear();
        titles.addAll(steps);
        now = -1;
    }

    /** The step before is done, this one begins. */
    public synchronized void begin(String title) {
        int index = titles.indexOf(title);
        if (index < 0) {
            throw new IllegalArgumentException("step: " + title + " (expected: one of " + titles + ")");
        }
        now = index;
    }

    /** All steps are done. */
    public synchronized void end() {
        now = titles.size();
    }

    synchronized List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            String state = "";
            if (i <= now) {
                state = i < now ? "done" : "now";
            }
            steps.add(new Step(titles.get(i), state));
        }
        return steps;
    }
}
