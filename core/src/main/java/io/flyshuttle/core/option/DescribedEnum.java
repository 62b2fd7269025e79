// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** An enum whose constants say what they mean, for generated documentation. */
public interface DescribedEnum {

  /** What the constant means, in one sentence. */
  String getDescription();
}
