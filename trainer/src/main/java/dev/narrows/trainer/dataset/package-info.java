/** Vectors to learn from: where they are read from and how they are split. Knows nothing of networks. */
@NullMarked
package dev.narrows.trainer.dataset;

import org.jspecify.annotations.NullMarked;
