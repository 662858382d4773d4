/** Dashboards and rules of {@code deploy/} against what the service really tells. */
package dev.narrows.stream.watch;
