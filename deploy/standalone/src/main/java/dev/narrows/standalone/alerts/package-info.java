/**
 * The commands about alerts: reading them as they come, saying who is told by HTTP, and telling them. Entry: {@link
 * dev.narrows.standalone.alerts.AlertsCommand}. What is delivered, and how, is the business of the service's package
 * notify.
 */
@NullMarked
package dev.narrows.standalone.alerts;

import org.jspecify.annotations.NullMarked;
