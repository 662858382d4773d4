/**
 * Services under load while they, the broker, the registry and the network between them fail, by a plan that a seed
 * fixes. Entry: {@link dev.narrows.laboratory.chaos.ChaosBench}. Broker and services run in JVMs of their own, and all
 * that they say to each other goes through proxies of this one.
 */
@NullMarked
package dev.narrows.laboratory.chaos;

import org.jspecify.annotations.NullMarked;
