/**
 * Arrays of numbers in binary files, NumPy's {@code .npy} and {@code .npz} and the idx files of MNIST, mapped into memory
 * rather than read, so that they may be larger than it. {@link dev.narrows.trainer.dataset.array.ArrayFile} opens them;
 * {@link dev.narrows.trainer.dataset.array.NpyWriter} and {@link dev.narrows.trainer.dataset.array.RowSpool} write.
 */
@NullMarked
package dev.narrows.trainer.dataset.array;

import org.jspecify.annotations.NullMarked;
