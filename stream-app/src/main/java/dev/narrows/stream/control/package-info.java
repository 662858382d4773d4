/**
 * The control plane: a small application of its own that reads commands and quality reports and alone writes what is in
 * service. Entry: {@link dev.narrows.stream.control.ControlPlane}. Encodes nothing, and touches no vector.
 */
@NullMarked
package dev.narrows.stream.control;

import org.jspecify.annotations.NullMarked;
