package dev.narrows.stream.encode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Workspaces on one model for threads of one kind: as many as were ever in use at the same time, which is one for each
 * such thread. The one given back last goes out first. Any thread.
 */
final class Workspaces {

    private final Supplier<Workspace> make;
    private final Deque<Workspace> idle = new ArrayDeque<>();

    /** @param make makes one more */
    Workspaces(Supplier<Workspace> make) {
        this.make = make;
    }

    /** Lets somebody work in one, on this thread. */
    void use(Consumer<Workspace> work) {
        compute(workspace -> {
            work.accept(workspace);
            return workspace;
        });
    }

    /** As {@link #use}, for what the work gives. */
    <T> T compute(Function<Workspace, T> work) {
        Workspace workspace = take();
        try {
            return work.apply(workspace);
        } finally {
            giveBack(workspace);
        }
    }

    /** Frees all; none may be in use, or be used after this. */
    synchronized void free() {
        idle.forEach(Workspace::free);
        idle.clear();
    }

    private synchronized Workspace take() {
        Workspace last = idle.pollFirst();
        return last == null ? make.get() : last;
    }

    private synchronized void giveBack(Workspace workspace) {
        idle.addFirst(workspace);
    }
}
