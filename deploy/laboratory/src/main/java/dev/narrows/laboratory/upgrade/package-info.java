/**
 * Upgrades of the model of a running service, one after the other under load, and what consumers notice of them. Entry:
 * {@link dev.narrows.laboratory.upgrade.UpgradeBench}. Service and broker run in JVMs of their own.
 */
@NullMarked
package dev.narrows.laboratory.upgrade;

import org.jspecify.annotations.NullMarked;
