/**
 * The command line behind {@code deploy/narrows}: {@link dev.narrows.standalone.Main}, what all commands share, and
 * the commands by subject in the packages below. It wires the other modules together and holds no logic that one of
 * them would need.
 */
@NullMarked
package dev.narrows.standalone;

import org.jspecify.annotations.NullMarked;
