// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import io.flyshuttle.core.connector.InitContext;
import io.flyshuttle.core.metric.SinkCommitterMetricGroup;

/** What a committer may use. */
public interface CommitterInitContext extends InitContext {

  SinkCommitterMetricGroup metricGroup();
}
