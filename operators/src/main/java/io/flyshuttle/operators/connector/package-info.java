// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * What sources and sinks of the newer kind are lent of their task: its clock, mailbox and class
 * loader, in the form of {@code core.connector}.
 *
 * <p>Upstream: {@code core.operator}. Downstream: {@code operators.sink}, {@code operators.source}.
 */
package io.flyshuttle.operators.connector;
