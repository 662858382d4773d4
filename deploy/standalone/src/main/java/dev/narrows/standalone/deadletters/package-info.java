/**
 * The commands about records that were no usable vector: listing them, showing one, and sending them again. Entry:
 * {@link dev.narrows.standalone.deadletters.DeadLettersCommand}. Prints no payload unless it is asked for one.
 */
@NullMarked
package dev.narrows.standalone.deadletters;

import org.jspecify.annotations.NullMarked;
