/** Where a finished model version goes: the topic of models, or a folder. Entry: {@link dev.narrows.trainer.publish.Publication}. */
@NullMarked
package dev.narrows.trainer.publish;

import org.jspecify.annotations.NullMarked;
