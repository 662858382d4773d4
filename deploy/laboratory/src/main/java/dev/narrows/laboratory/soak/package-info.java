/**
 * A service under load for long, its model swapped again and again, and whether it needs more and more meanwhile. Entry:
 * {@link dev.narrows.laboratory.soak.SoakBench}. Service and broker run in JVMs of their own; the service's is asked by JMX.
 */
@NullMarked
package dev.narrows.laboratory.soak;

import org.jspecify.annotations.NullMarked;
