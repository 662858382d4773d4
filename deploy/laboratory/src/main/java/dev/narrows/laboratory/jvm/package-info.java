/**
 * JVMs started and watched from outside, each with the class path of this one. Entry: {@link
 * dev.narrows.laboratory.jvm.ChildJvm}. No JVM outlives the one that started it.
 */
@NullMarked
package dev.narrows.laboratory.jvm;

import org.jspecify.annotations.NullMarked;
