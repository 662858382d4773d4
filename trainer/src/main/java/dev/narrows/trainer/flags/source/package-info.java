/**
 * Flags that say where rows come from and where the brokers are. Entry: {@link
 * dev.narrows.trainer.flags.source.DataOptions}.
 */
@NullMarked
package dev.narrows.trainer.flags.source;

import org.jspecify.annotations.NullMarked;
