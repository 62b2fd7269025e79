// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

/** What a planner learned at run time that narrows down a source. */
public interface DynamicFilteringInfo {}
