// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

/** For enumerators that tell the attempts of a reader apart; there is one at a time. */
public interface SupportsHandleExecutionAttemptSourceEvent {

  void handleSourceEvent(int subtaskId, int attemptNumber, SourceEvent sourceEvent);
}
