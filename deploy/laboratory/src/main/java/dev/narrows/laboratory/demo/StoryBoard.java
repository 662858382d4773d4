package dev.narrows.laboratory.demo;

import dev.narrows.stream.status.StatusServer;
import io.javalin.config.JavalinConfig;
import java.util.ArrayList;
import java.util.List;

/** The steps of a story that is told while somebody watches, and how far it is. The page shows it.
 * Thread-safe.
 */
final class StoryBoard implements StatusServer.Routes {

    private final List<String> titles = new ArrayList<>();
    private int now = -1;

    record Step(String title, String state) {}

    /** The steps to come, in order. */
    synchronized void plan(List<String> steps) {
        titles.clear();
        titles.addAll(steps);
        now = -1;
    }

    /** The step before is done, this one begins. */
    synchronized void begin(String title) {
        int index = titles.indexOf(title);
        if (index < 0) {
            throw new IllegalArgumentException("step: " + title + " (expected: one of " + titles + ")");
        }
        now = index;
    }

    /** All steps are done. */
    synchronized void end() {
        now = titles.size();
    }

    @Override
    public void accept(JavalinConfig config) {
        // The page's own API tells it.
    }

    @Override
    public List<?> story() {
        return steps();
    }

    private synchronized List<Step> steps() {
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
