package dev.narrows.stream.encode;

import dev.narrows.schemas.registry.RegistryException;
import dev.narrows.stream.batch.Batch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A slice to be encoded, by whichever thread claims it first, in a {@link Workspace} of that thread's. The stream thread
 * that owns it waits for it and has the result, {@link #slice}, from {@link #take} until {@link #forget}.
 */
final class SliceTask {

    private enum State {
        IDLE,
        QUEUED,
        RUNNING,
        DONE
    }

    private final Slice slice;
    private final Workspaces ownersWorkspaces;
    private final Workspaces workersWorkspaces;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private @Nullable Throwable failure;
    private volatile @Nullable Thread owner;

    /**
     * @param owners workspaces of stream threads
     * @param workers workspaces of others
     */
    SliceTask(Slice slice, Workspaces owners, Workspaces workers) {
        this.slice = slice;
        this.ownersWorkspaces = owners;
        this.workersWorkspaces = workers;
    }

    /** The result, once it is there. */
    Slice slice() {
        return slice;
    }

    /**
     * Takes in a slice. Its records are not looked at before it is encoded.
     *
     * @param whole the batch
     * @param first index of the slice's first record
     * @param records of the slice, 1 to maxRows
     */
    void assign(Batch whole, int first, int records) {
        slice.assign(whole, first, records);
    }

    /**
     * Encodes it on this thread, its owner's, which waits for the registry where that is away.
     *
     * @throws RegistryException when a value's schema could not be had, for longer than is waited
     */
    void encode() {
        ownersWorkspaces.use(workspace -> workspace.encodePatiently(slice));
    }

    /** From here on it is encoded by whoever claims it first. */
    void queue() {
        failure = null;
        owner = Thread.currentThread();
        state.set(State.QUEUED);
    }

    /** Encodes it on its owner's thread unless somebody does or did already; does not wait for the registry yet. */
    void encodeIfQueued() {
        encodeIfQueued(ownersWorkspaces);
    }

    /** Encodes it on this thread unless somebody does or did already. Never waits for the registry: that is its owner's. */
    void encodeForOwner() {
        encodeIfQueued(workersWorkspaces);
    }

    private void encodeIfQueued(Workspaces workspaces) {
        if (!state.compareAndSet(State.QUEUED, State.RUNNING)) {
            return;
        }
        Thread waits = owner;
        try {
            workspaces.use(workspace -> workspace.encode(slice));
        } catch (RuntimeException | Error e) {
            // Its owner throws it.
            failure = e;
        }
        state.set(State.DONE);
        LockSupport.unpark(waits);
    }

    boolean isDone() {
        return state.get() == State.DONE;
    }

    /**
     * The owner has the results from here on. Where they could not be had because the registry is away, this thread
     * encodes it again, and waits.
     *
     * @throws RuntimeException what encoding threw, or an Error
     */
    void take() {
        state.set(State.IDLE);
        if (failure instanceof RegistryException) {
            encode();
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        } else if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Takes it back, or waits until whoever has it is done, because it may not be filled anew before. */
    void abandon() {
        if (!state.compareAndSet(State.QUEUED, State.IDLE)) {
            while (state.get() == State.RUNNING) {
                LockSupport.park(this);
            }
            state.set(State.IDLE);
        }
    }

    /** Lets go of the records. */
    void forget() {
        slice.forget();
    }
}
