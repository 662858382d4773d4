/**
 * Everything in one process: the command line behind {@code deploy/narrows}, the demo and the bench. It wires the other
 * modules together and holds no logic that one of them would need.
 */
package dev.narrows.standalone;
