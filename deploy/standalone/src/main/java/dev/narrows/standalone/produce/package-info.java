/**
 * A file into the input topic, paced. Entry: {@link dev.narrows.standalone.produce.ProduceCommand}.
 */
@NullMarked
package dev.narrows.standalone.produce;

import org.jspecify.annotations.NullMarked;
