// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;

/** A type needs Kryo, and the program has forbidden that. */
public class GenericTypesDisabledException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  public GenericTypesDisabledException(Class<?> type) {
    super(
        ErrorCode.TYPE_NOT_EXTRACTABLE,
        "Generic types are disabled, but "
            + type.getName()
            + " is one (only Kryo could serialize it): make it a POJO (public, a constructor"
            + " without arguments, every field public or with getter and setter), a record or a"
            + " tuple, describe it with @TypeInfo or returns(...), or do not call"
            + " disableGenericTypes().");
  }
}
