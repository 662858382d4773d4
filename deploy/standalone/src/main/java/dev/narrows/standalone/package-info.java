/**
 * The command line behind {@code deploy/narrows}. It wires the other modules together and holds no logic that one of
 * them would need.
 */
@NullMarked
package dev.narrows.standalone;

import org.jspecify.annotations.NullMarked;
