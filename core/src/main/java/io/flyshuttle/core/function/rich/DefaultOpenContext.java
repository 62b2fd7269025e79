// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

/** The open context without anything in it. */
public class DefaultOpenContext implements OpenContext {

  public static final OpenContext INSTANCE = new DefaultOpenContext();
}
