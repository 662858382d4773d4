package dev.narrows.trainer.tensor;

import java.util.function.Consumer;

/**
 * Something in native memory on its way to its next owner: closed with this, unless it was handed on before. So it is freed
 * where what is done with it fails, and by nobody else:
 *
 * <pre>
 *   try (Owned&lt;Weights&gt; weights = new Owned&lt;&gt;(start(), Weights::close)) {
 *       learn(weights.get());
 *       return new Fitted(weights.handOn());
 *   }
 * </pre>
 *
 * <p>One thread.
 */
public final class Owned<T> implements AutoCloseable {

    private final T held;
    private final Consumer<? super T> close;
    private boolean mine = true;

    /** Takes over {@code held}; {@code close} frees it. */
    public Owned(T held, Consumer<? super T> close) {
        this.held = held;
        this.close = close;
    }

    /** It, which stays here. */
    public T get() {
        return held;
    }

    /** It, to be closed by whoever called. To be called last: what fails afterwards frees nothing. */
    public T handOn() {
        mine = false;
        return held;
    }

    @Override
    public void close() {
        if (mine) {
            mine = false;
            close.accept(held);
        }
    }
}
